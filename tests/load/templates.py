"""Cases of the example administrations over three years, made by the program itself: what the bulk is copied from."""

import json
import http.client
import random
import threading
from datetime import datetime, timedelta, timezone

import machine

# How many of each example, and since how many days.
EACH = 240
DAYS = 3 * 365

EXAMPLES = {
    "c_e625": {
        "procedures": {"disservice-report": 50, "complaint": 20, "suggestion": 10, "appreciation": 5,
                       "information-request": 15},
        "offices": ["competent-office", "competent-office", "sportello-abc"],
    },
    "c_e506": {
        "procedures": {"disservice-report": 30, "complaint": 20, "business-activities": 20, "craft-activities": 10,
                       "scia": 15, "lift-licences": 5},
        "offices": ["commerce", "suap", "urp"],
    },
    "cciaa_lu": {"procedures": {"complaint": 60, "suggestion": 25, "appreciation": 15}, "offices": ["competent-office"]},
    "c_h114": {"procedures": {"complaint": 40, "suggestion": 20, "help-desk": 40},
               "offices": ["taxes", "environment", "ict"], "channels": ["web", "app"]},
    "c_d237": {"procedures": {"online-application": 40, "fault-report": 60}, "offices": ["competent-office"]},
}

# Where not every way in and not every outcome is foreseen.
CHANNELS = {"information-request": ["email", "whatsapp"], "help-desk": ["phone", "web"], "online-application": ["desk"],
            "fault-report": ["web", "app"], "scia": ["web", "app"]}

OUTCOMES = {"appreciation": ["upheld"], "online-application": ["upheld"], "business-activities": ["upheld"],
            "craft-activities": ["upheld"], "scia": ["upheld"], "lift-licences": ["upheld"]}

SUBJECTS = [
    ("Sportello chiuso in orario di apertura", "Martedì alle 16 lo sportello era chiuso senza avviso."),
    ("Attesa di due ore allo sportello", "Ho atteso due ore con il numero in mano e nessuno mi ha chiamato."),
    ("Lampione spento in via Grande", "Il lampione davanti al civico 12 è spento da una settimana; di sera non si vede nulla."),
    ("Buca sulla carreggiata", "All'incrocio c'è una buca profonda, pericolosa per chi va in bicicletta."),
    ("Raccolta dei rifiuti non effettuata", "Da tre giorni non passa nessuno a ritirare i rifiuti nella nostra via."),
    ("Modulo non disponibile sul sito", "Il modulo per la richiesta non si apre e il portale risponde con un errore."),
    ("Certificato richiesto e mai arrivato", "Ho chiesto il certificato un mese fa e non ho ricevuto alcuna risposta."),
    ("Autobus della scuola in ritardo", "L'autobus arriva ogni mattina con venti minuti di ritardo."),
    ("Perdita d'acqua in piazza", "La fontana perde acqua e la piazza è allagata."),
    ("Personale cortese e competente", "Desidero ringraziare chi mi ha seguito con pazienza."),
]

GIVEN = ["Anna", "Bruno", "Carla", "Dario", "Elena", "Franca", "Gino", "Ida", "Luca", "Marta"]
FAMILY = ["Rossi", "Bianchi", "Verdi", "Neri", "Gallo", "Riva", "Fontana", "Moretti", "Conti", "Greco"]


class Desk:
    """Who makes the cases of one example."""

    def __init__(self, service, administration, each, now):
        self.service, self.administration, self.now = service, administration, now
        self.each = each
        self.luck = random.Random(f"{administration} 2026")
        self.roles = {role: service.token(administration, role) for role in ("operator", "manager", "officer")}
        self.connection = http.client.HTTPConnection("127.0.0.1", service.port, timeout=60)
        self.refused = []

    def work(self):
        """Makes all of them, the oldest first."""
        for nth in range(self.each):
            age = timedelta(days=DAYS * (self.each - nth) / self.each) + timedelta(minutes=self.luck.randrange(600))
            self.present(self.now - age, age)

    def post(self, path, role, body):
        path = f"/v1/administrations/{self.administration}/cases{path}"
        status, _, answer = machine.ask(self.connection, "POST", path, body, self.roles[role])
        if status != 201:
            self.refused.append(f"{path} {json.dumps(body)[:300]}: {status} {answer.decode()[:400]}")
            return None
        return json.loads(answer)

    def present(self, at, age):
        example = EXAMPLES[self.administration]
        weights = example["procedures"]
        procedure = self.luck.choices(list(weights), list(weights.values()))[0]
        subject, description = self.luck.choice(SUBJECTS)
        given, family = self.luck.choice(GIVEN), self.luck.choice(FAMILY)
        case = self.post("", "operator", {
            "procedure": procedure,
            "channel": self.luck.choice(CHANNELS.get(procedure, example.get("channels", ["web", "desk", "app"]))),
            "occurred_at": at.isoformat(), "registered_at": at.isoformat(),
            "subject": subject, "description": description,
            "reporter": {"given_name": given, "family_name": family, "phone": "0586 000000",
                         "email": f"{given}.{family}@example.it".lower(), "address": "Via Grande 1, Livorno"},
        })
        if case:
            self.pursue(f"/{case['id']}", at, age, procedure)

    def pursue(self, case, at, age, procedure):
        """Most of what is old is decided and closed; most of what is new is not."""
        old = age > timedelta(days=45)
        at += timedelta(days=self.luck.choice([0, 1, 1, 2]), minutes=self.luck.randrange(60))
        simple = procedure in ("appreciation", "information-request")
        if self.now <= at or (not old and self.luck.random() < 0.4):
            return
        if not simple:
            office = self.luck.choice(EXAMPLES[self.administration]["offices"])
            if not self.post(f"{case}/forwardings", "operator", {"office": office, "occurred_at": at.isoformat()}):
                return
        if not old and self.luck.random() < 0.8 or old and self.luck.random() < 0.08:
            return
        at += timedelta(days=self.luck.choice([1, 3, 8, 15, 20, 25, 28, 33, 40]), minutes=self.luck.randrange(90))
        if self.now <= at:
            return
        outcome = self.luck.choice(OUTCOMES.get(procedure, ["upheld", "upheld", "partially_upheld", "rejected"]))
        decided = self.post(f"{case}/decision", "manager", {
            "outcome": outcome, "answer": "Abbiamo verificato quanto segnalato e ne abbiamo informato il settore competente.",
            "pertinent": True, "cause": "administration", "late_reasons": "Il settore ha avuto molte richieste.",
            "occurred_at": at.isoformat()})
        at += timedelta(days=1)
        if decided and self.luck.random() < 0.8 and at < self.now:
            self.post(f"{case}/closure", "manager", {"occurred_at": at.isoformat()})


def make(service, each=EACH):
    """Makes the templates; a few refusals are part of life, many are a fault of this program."""
    now = datetime.now(timezone.utc).replace(microsecond=0)
    desks = [Desk(service, administration, each, now) for administration in EXAMPLES]
    threads = [threading.Thread(target=desk.work) for desk in desks]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    refused = [line for desk in desks for line in desk.refused]
    if len(refused) > each * len(desks) // 20:
        raise SystemExit(f"{len(refused)} requests were refused, such as\n" + "\n".join(refused[:5]))
