import time, pathlib, tempfile, logging
from bot.app import create_app
from bot.settings import Settings
from tests.bot.rasa_stand_in import ACTIONS, RasaStandIn, Server, free_port
from tests.bot.bot_api_stand_in import BotApiStandIn, TOKEN, Trouble
tmp=pathlib.Path(tempfile.mkdtemp())
st, tp = BotApiStandIn(), free_port()
s=Settings(var=tmp/"var",models=tmp/"m",port=free_port(),rasa_port=free_port(),actions_port=free_port(),telegram_token=TOKEN,telegram_secret="s"*32,telegram_api=f"http://127.0.0.1:{tp}",public_url="https://murshid.example")
st.hook=s.service_url
r=RasaStandIn()
with Server(st.app,tp), Server(r.app,s.rasa_port), Server(ACTIONS,s.actions_port), Server(create_app(s), s.port):
    t=time.monotonic()
    st.say("/start"); st.wait_for(1); print(st.sent[-1].text, st.sent[-1].rows, time.monotonic()-t)
    st.press("المبالغ"); st.wait_for(2); print(st.sent[-1].text)
    st.say("كم <b>الحد</b> *المانع* [x](y) _&_؟"); st.wait_for(3); print(st.sent[-1].text)
    st.edit("كم"); st.send({"voice":{"file_id":"x"}}); st.wait_for(5); print([x.text for x in st.sent[3:]])
    st.say("/export"); st.wait_for(6); print(st.sent[-1].kind, st.sent[-1].file_name, st.sent[-1].text, len(st.sent[-1].file))
    st.say("/delete"); st.wait_for(7); print(st.sent[-1].text)
    st.trouble.append(Trouble(retry_after=1)); st.say("سؤال"); st.wait_for(8); print(st.sent[-1].text)
    st.say("/help@murshid_test_bot", -100555, user=5); print(st.wait_for(1,-100555)[0].reply_to)
    st.wait_until_delivered(); print(st.wrong, st.answered, st.actions[:2], st.webhook, [c for c,_ in st.calls][:8])
