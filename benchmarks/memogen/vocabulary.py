"""The invented world of the memos: municipalities, boards, projects, items, people. Nobody here exists."""

from __future__ import annotations

MUNICIPALITIES = (
    "Norrhamra kommun",
    "Lindesjö kommun",
    "Tallvikens kommun",
    "Stenåsa kommun",
    "Hedlunda kommun",
    "Kvarnforsens kommun",
    "Fjällsele kommun",
    "Vallhamns kommun",
    "Rödmossens kommun",
    "Eksjövalla kommun",
    "Sundbyviks kommun",
    "Åsmarkens kommun",
)
REGIONS = (
    "Region Västermark",
    "Region Nordvalla",
    "Region Skogsbygden",
    "Region Kustlandet",
    "Region Älvmarken",
)
# (board, department, diary code)
BOARDS = (
    ("Kommunstyrelsen", "Kommunledningskontoret", "KS"),
    ("Kultur- och fritidsnämnden", "Kultur- och fritidsförvaltningen", "KFN"),
    ("Utbildningsnämnden", "Utbildningsförvaltningen", "UN"),
    ("Socialnämnden", "Socialförvaltningen", "SN"),
    ("Tekniska nämnden", "Tekniska förvaltningen", "TN"),
    ("Barn- och ungdomsnämnden", "Barn- och ungdomsförvaltningen", "BUN"),
    ("Samhällsbyggnadsnämnden", "Samhällsbyggnadsförvaltningen", "SBN"),
    ("Arbetsmarknadsnämnden", "Arbetsmarknadsförvaltningen", "AMN"),
)
# (definite phrase, short reference, title as heading)
PURPOSES = (
    ("projektet Levande skärgård", "projektet", "Medfinansiering av projektet Levande skärgård"),
    ("projektet Digital bygd", "projektet", "Deltagande i projektet Digital bygd"),
    ("satsningen Trygga mötesplatser", "satsningen", "Satsningen Trygga mötesplatser"),
    (
        "samverkansprojektet Grön tillväxt i inlandet",
        "projektet",
        "Samverkansprojektet Grön tillväxt i inlandet",
    ),
    (
        "resurscentret för finskspråkig kultur",
        "resurscentret",
        "Stöd till resurscentret för finskspråkig kultur",
    ),
    ("tjänsten som landsbygdsutvecklare", "tjänsten", "Inrättande av en tjänst som landsbygdsutvecklare"),
    ("den gemensamma energirådgivningen", "rådgivningen", "Gemensam energirådgivning"),
    ("familjecentralen Ankaret", "familjecentralen", "Fortsatt drift av familjecentralen Ankaret"),
    ("upprustningen av Strandparken", "upprustningen", "Upprustning av Strandparken"),
    ("det uppsökande ungdomsarbetet", "arbetet", "Uppsökande ungdomsarbete"),
    ("utvecklingen av Bruksmuseet", "utvecklingen", "Utveckling av Bruksmuseet"),
    (
        "kompetenscentret Trä och form",
        "kompetenscentret",
        "Verksamhetsbidrag till kompetenscentret Trä och form",
    ),
    ("skolsatsningen Läslust", "satsningen", "Skolsatsningen Läslust"),
    ("innovationsmiljön Norrsken", "innovationsmiljön", "Medfinansiering av innovationsmiljön Norrsken"),
    ("destinationsbolagets besöksnäringsprojekt", "projektet", "Medfinansiering av besöksnäringsprojekt"),
    (
        "införandet av ett nytt ärendehanteringssystem",
        "införandet",
        "Införande av nytt ärendehanteringssystem",
    ),
)
RECIPIENTS = (
    "Föreningen Bruksmuseets vänner",
    "Norrsken Science Park",
    "Stiftelsen Fjällsele kulturarv",
    "Vallhamns idrottsallians",
    "Hembygdsförbundet Västermark",
    "Lärcentrum Inland",
    "Studieförbundet Bryggan",
    "Kooperativet Solgläntan",
)
ITEMS = (
    "personal",
    "lokaler",
    "resor",
    "informationsinsatser",
    "utrustning",
    "utvärdering",
    "utbildning",
    "IT-stöd",
    "konsultstöd",
    "projektledning",
    "externa tjänster",
    "administration",
)
SCHOOL_FORMS = ("förskola", "grundskola", "fritidshem", "gymnasieskola", "vuxenutbildning", "kulturskola")
CARE_FORMS = (
    "äldreomsorg",
    "hemtjänst",
    "individ- och familjeomsorg",
    "stöd till funktionsnedsatta",
    "förebyggande arbete",
)
FINANCIERS = (
    "Europeiska socialfonden",
    "Tillväxtverket",
    "Länsstyrelsen",
    "Sparbanksstiftelsen",
    "Leader Inlandet",
    "Destinationsbolaget",
    "näringslivet",
    "Naturvårdsverket",
)
FIRST_NAMES = (
    "Signe",
    "Elof",
    "Tyra",
    "Valter",
    "Asta",
    "Hilding",
    "Märta",
    "Folke",
    "Ylva",
    "Torsten",
    "Alva",
    "Sixten",
)
LAST_NAMES = (
    "Tallgren",
    "Brunnström",
    "Hedvall",
    "Kvarnlund",
    "Åsmark",
    "Norrhall",
    "Sjövik",
    "Lindfjäll",
    "Stenhed",
    "Ekvall",
)
TITLES = (
    "Förvaltningschef",
    "Kommundirektör",
    "Utvecklingsstrateg",
    "Controller",
    "Verksamhetschef",
    "Avdelningschef",
)
OTHER_PROJECTS = ("Skogsbygd 2.0", "Nya vägar in", "Kustlinjen", "Språkvän", "Cirkulära byar", "Ung kraft")

NEUTRAL = (
    "Arbetet bedrivs i nära samverkan med civilsamhället och det lokala näringslivet.",
    "Syftet är att stärka invånarnas delaktighet och att skapa långsiktigt hållbara arbetssätt.",
    "Behovet har vuxit under senare år och de nuvarande resurserna räcker inte till.",
    "En styrgrupp med företrädare för samtliga parter följer arbetet och rapporterar löpande till nämnden.",
    "Erfarenheterna hittills är goda och efterfrågan på verksamheten är stor.",
    "Förvaltningen bedömer att insatsen bidrar till målen i den regionala utvecklingsstrategin.",
    "Frågan har beretts i samråd med berörda förvaltningar och fackliga organisationer.",
    "Ett jämställdhets- och barnperspektiv har beaktats i beredningen av ärendet.",
    "Uppföljning sker inom ramen för nämndens ordinarie verksamhetsberättelse.",
    "Verksamheten vänder sig till hela kommunen, med särskild tonvikt på de mindre orterna.",
    "Samarbetet regleras i ett avtal mellan parterna.",
    "Förslaget har ingen påverkan på kommunens klimatmål.",
)
