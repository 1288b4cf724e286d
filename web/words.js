// What the page itself says to a citizen. Everything else comes from the service.

export const WORDS = {
  unreachable: "تعذّر الاتصال بالخدمة.",
  willSend: "رسالتك محفوظة هنا، وتُرسل وحدها عند عودة الاتصال.",
  busy: "نرسلها لك بعد",
  ended: "انتهت المحادثة السابقة، وهذه محادثة جديدة.",
  unsent: "لم تُرسل بعد",
  refused: "لم تُرسل",
  you: "أنت",
  murshid: "مرشد",
  choices: "الخيارات",
  left: "الحروف الباقية:",
  over: "اختصر رسالتك لتُرسل. الحروف الزائدة:",
  save: "احفظ",
  listening: "أسمعك الآن. يحوّل متصفحك الصوت إلى نص، وقد يرسله إلى الشركة التي صنعته.",
  heard: "راجع النص، ثم أرسله.",
  notHeard: "لم أسمع كلامًا. اضغط زر الصوت وتكلم، أو اكتب سؤالك.",
  noSpeech: "تعذّر تحويل الصوت إلى نص في هذا المتصفح. اكتب سؤالك.",
};

/** A number of seconds or minutes in words, as it stands after "بعد". */
export function duration(seconds) {
  if (seconds > 90) return counted(Math.ceil(seconds / 60), "دقيقة", "دقيقتين", "دقائق");
  return counted(Math.max(1, Math.ceil(seconds)), "ثانية", "ثانيتين", "ثوانٍ");
}

function counted(number, one, two, few) {
  if (number === 1) return one;
  if (number === 2) return two;
  return `${number} ${number <= 10 ? few : one}`;
}
