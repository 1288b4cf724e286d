"""A small assistant of four intents: its files, to be written into a folder."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]

MESSAGES: dict[str, tuple[str, ...]] = {
    "greet": (
        "السلام عليكم",
        "السلام عليكم ورحمة الله",
        "مرحبا",
        "مرحبا بك",
        "هلا والله",
        "هلا وغلا",
        "صباح الخير",
        "مساء الخير",
        "أهلًا",
        "اهلين",
        "يا هلا",
        "حياك الله",
    ),
    "objection_steps": (
        "كيف أعترض على القرار؟",
        "ابي اعترض",
        "ابغى اقدم اعتراض",
        "طريقة الاعتراض",
        "كيف أقدم اعتراضًا على الرفض",
        "وين اعترض على رفض الضمان",
        "خطوات الاعتراض",
        "ودي اعترض وش اسوي",
        "هل يمكنني الاعتراض؟",
        "رفضوني وابي اعترض",
        "رابط الاعتراض",
        "الاعتراض كيف يتم",
    ),
    "payment_date": (
        "متى ينزل الضمان؟",
        "متى موعد الصرف",
        "متى تودع الدفعة",
        "متى يصرف المعاش",
        "كم باقي على نزول الضمان",
        "موعد إيداع المعاش",
        "أي يوم ينزل الراتب",
        "تاريخ صرف الضمان",
        "الضمان متى ينزل هالشهر",
        "متى الدفعة الجاية",
        "يوم الصرف",
        "متى تنزل فلوس الضمان",
    ),
    "out_of_scope": (
        "وش حالة الطقس",
        "كيف أطبخ الكبسة",
        "من فاز في المباراة",
        "ابي احجز تذكرة طيران",
        "كم سعر الذهب",
        "رقم البلدية",
        "جدد لي رخصة القيادة",
        "وين أقرب مطعم",
        "سجلني في الجامعة",
        "قل لي نكتة",
        "ترجم هذه الجملة",
        "أفضل جوال",
    ),
}

DOMAIN = """\
version: "3.1"
session_config: {session_expiration_time: 60, carry_over_slots_to_new_session: true}
intents: [greet, objection_steps, payment_date, out_of_scope]
responses:
  utter_answer: [{text: "جواب"}]
  utter_unclear: [{text: "لم أفهم"}]
"""

RULES = """\
version: "3.1"
rules:
- rule: answers
  steps:
  - or: [{intent: greet}, {intent: objection_steps}, {intent: payment_date}, {intent: out_of_scope}]
  - action: utter_answer
- rule: what was not understood
  steps: [{intent: nlu_fallback}, {action: utter_unclear}]
"""

CONFIG = """\
recipe: default.v1
assistant_id: small
language: ar
pipeline:
- name: nlu.classifier.LinearIntentClassifier
  ranking_length: 3
- name: FallbackClassifier
  threshold: 0.4
  ambiguity_threshold: 0.0
policies:
- name: RulePolicy
"""


@dataclass(frozen=True)
class Project:
    """A Rasa project in a folder."""

    folder: Path

    @property
    def files(self) -> tuple[str, str, list[str]]:
        """Domain, configuration and training data, as Rasa's `train` takes them."""
        return (
            str(self.folder / "domain.yml"),
            str(self.folder / "config.yml"),
            [str(self.folder / "nlu.yml"), str(self.folder / "rules.yml")],
        )

    @property
    def models(self) -> Path:
        """Where trained models go."""
        return self.folder / "models"


def write_project(folder: Path, config: str = CONFIG) -> Project:
    """The small assistant's files."""
    examples = "\n".join(
        f"- intent: {intent}\n  examples: |\n" + "\n".join(f"    - {text}" for text in texts)
        for intent, texts in MESSAGES.items()
    )
    (folder / "nlu.yml").write_text(f'version: "3.1"\nnlu:\n{examples}\n', encoding="utf-8")
    (folder / "domain.yml").write_text(DOMAIN, encoding="utf-8")
    (folder / "rules.yml").write_text(RULES, encoding="utf-8")
    (folder / "config.yml").write_text(config, encoding="utf-8")
    return Project(folder)
