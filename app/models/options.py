"""Choices that several record types share; the keys of enumerations are ASCII and never change."""

from __future__ import annotations

from types import MappingProxyType

from app.core.fields import Option
from app.core.messages import N_, zh_en

SOURCE_KINDS = (
    Option("official", N_("Official document")),
    Option("news", N_("News")),
    Option("elders", N_("Interview with elders")),
    Option("community", N_("Community record")),
    Option("open_data", N_("Open data")),
    Option("estimate", N_("Estimate")),
)
PRIVACY_LEVELS = (
    Option("0", N_("Public")),
    Option("1", N_("Internal")),
    Option("2", N_("Personal, shown masked")),
    Option("3", N_("Sensitive, shown only as counts")),
)
DOSSIER_USES = (
    Option("none", N_("Not used")),
    Option("count", N_("Counted only")),
    Option("masked", N_("Shown masked")),
    Option("full", N_("Shown in full")),
)
COUNTRIES = (
    Option("TW", N_("Taiwan")),
    Option("US", N_("United States")),
    Option("other", N_("Another country")),
)
CURRENCIES = (
    Option("TWD", N_("New Taiwan dollar (TWD)")),
    Option("USD", N_("US dollar (USD)")),
    Option("EUR", N_("Euro (EUR)")),
    Option("GBP", N_("Pound sterling (GBP)")),
    Option("JPY", N_("Japanese yen (JPY)")),
    Option("CAD", N_("Canadian dollar (CAD)")),
    Option("AUD", N_("Australian dollar (AUD)")),
    Option("HKD", N_("Hong Kong dollar (HKD)")),
)
LANGUAGES = (
    Option("zh", N_("Mandarin")),
    Option("nan", N_("Taiwanese Hokkien")),
    Option("hak", N_("Hakka")),
    Option("formosan", N_("Formosan language")),
    Option("en", N_("English")),
    Option("vi", N_("Vietnamese")),
    Option("id", N_("Indonesian")),
    Option("th", N_("Thai")),
    Option("fil", N_("Filipino")),
    Option("yue", N_("Cantonese")),
    Option("ja", N_("Japanese")),
    Option("ko", N_("Korean")),
    Option("es", N_("Spanish")),
    Option("pt", N_("Portuguese")),
    Option("ht", N_("Haitian Creole")),
    Option("fr", N_("French")),
    Option("ru", N_("Russian")),
    Option("ar", N_("Arabic")),
    Option("km", N_("Khmer")),
    Option("ase", N_("Sign language")),
    Option("other", N_("Another language")),
)
HAZARDS = (
    Option("WIND", N_("Storm, wind")),
    Option("QUAKE", N_("Earthquake")),
    Option("FIRE", N_("Fire")),
    Option("EXPL", N_("Explosion")),
    Option("VOLC", N_("Volcano")),
    Option("FLOOD", N_("Flood")),
    Option("DROUGHT", N_("Drought")),
    Option("PIPE", N_("Gas, power, industrial pipeline, mine")),
    Option("DEBRIS", N_("Debris flow, deep landslide")),
    Option("COLD", N_("Severe cold")),
    Option("FOREST", N_("Forest fire")),
    Option("BIOAGR", N_("Animal and plant disease")),
    Option("TRANS", N_("Transport accident")),
    Option("TOXIC", N_("Chemicals, particulates")),
    Option("BIO", N_("Epidemic")),
    Option("RAD", N_("Radiation")),
    Option("OTHER", N_("Other hazard")),
)
"""R02a of ``records_and_reports.md``, in the order of the act."""
_CLIMATE = ("FLOOD", "WIND", "DROUGHT", "COLD", "FOREST", "DEBRIS", "TOXIC", "BIO", "QUAKE", "OTHER")
CLIMATE_HAZARDS = (
    Option("HEAT", N_("Heat")),
    Option("SEA", N_("Rising sea level")),
    Option("OUTAGE", N_("Power outage")),
    *(one for key in _CLIMATE for one in HAZARDS if one.key == key),
)
"""What people are asked about when they tell what makes life hard. Source: ``mvp2.md`` 6."""
AUTHORITIES = MappingProxyType(
    {
        **dict.fromkeys(("WIND", "QUAKE", "FIRE", "EXPL", "VOLC"), zh_en("內政部", "Ministry of the Interior")),
        **dict.fromkeys(("FLOOD", "DROUGHT", "PIPE"), zh_en("經濟部", "Ministry of Economic Affairs")),
        **dict.fromkeys(("DEBRIS", "COLD", "FOREST", "BIOAGR"), zh_en("農業部", "Ministry of Agriculture")),
        "TRANS": zh_en("交通部", "Ministry of Transportation and Communications"),
        "TOXIC": zh_en("環境部", "Ministry of Environment"),
        "BIO": zh_en("衛生福利部", "Ministry of Health and Welfare"),
        "RAD": zh_en("核能安全委員會", "Nuclear Safety Commission"),
    }
)
"""Hazard to the authority in charge in Taiwan; the other hazard has none. Source: R02a."""
SECOND_ASPECT = frozenset({"WIND", "QUAKE", "FIRE", "EXPL", "VOLC"})
"""Hazards that count for the second aspect of the evaluation. Source: R02a, column a2."""
PARTNER_KINDS = (
    Option("school", N_("School")),
    Option("institution", N_("Institution")),
    Option("company", N_("Company")),
    Option("civic", N_("Civic group")),
    Option("neighbour", N_("Neighbouring community")),
    Option("government", N_("Government")),
)
"""Source: ``records_and_reports.md`` R15."""
COUNTIES = tuple(
    Option(chinese, zh_en(chinese, english))
    for chinese, english in (
        ("臺北市", "Taipei City"),
        ("新北市", "New Taipei City"),
        ("桃園市", "Taoyuan City"),
        ("臺中市", "Taichung City"),
        ("臺南市", "Tainan City"),
        ("高雄市", "Kaohsiung City"),
        ("彰化縣", "Changhua County"),
        ("屏東縣", "Pingtung County"),
        ("宜蘭縣", "Yilan County"),
        ("苗栗縣", "Miaoli County"),
        ("南投縣", "Nantou County"),
        ("雲林縣", "Yunlin County"),
        ("嘉義縣", "Chiayi County"),
        ("新竹縣", "Hsinchu County"),
        ("臺東縣", "Taitung County"),
        ("花蓮縣", "Hualien County"),
        ("基隆市", "Keelung City"),
        ("新竹市", "Hsinchu City"),
        ("嘉義市", "Chiayi City"),
        ("澎湖縣", "Penghu County"),
        ("金門縣", "Kinmen County"),
        ("連江縣", "Lienchiang County"),
    )
)
"""Counties and cities of Taiwan, offered while the county is typed; the text itself is kept. ``nfa_114.md`` 5."""
