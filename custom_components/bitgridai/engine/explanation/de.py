"""German texts."""

from . import de_heat
from .de_thresholds import THRESHOLDS
from .texts import Reason, Texts, Turn, Voice

TEXTS = Texts(
    decimal=",",
    group=".",
    energy=Voice(
        actions={
            "START": "{load} startet mit {target}",
            "STOP": "{load} stoppt",
            "RAISE": "{load} geht auf {target} hoch",
            "LOWER": "{load} geht auf {target} zurück",
            "HOLD_ON": "{load} läuft mit {target} weiter",
            "HOLD_OFF": "{load} bleibt aus",
            "HOLD_UNKNOWN": "{load} bleibt, wie es ist",
        },
        reasons={
            "R1_SURPLUS_OK": Reason(
                "{available_w} Überschuss decken die nötigen {needed_w}",
                "Der verfügbare Überschuss beträgt {available_w}; für diese Stufe sind {needed_w} nötig.",
            ),
            "R1_SURPLUS_PARTIAL": Reason(
                "{available_w} Überschuss, die nächste Stufe braucht {next_w}",
                "Der verfügbare Überschuss beträgt {available_w}. Das trägt diese Stufe ({needed_w} nötig), "
                "aber nicht die nächste, die {next_w} braucht.",
            ),
            "R1_SURPLUS_LOW": Reason(
                "{available_w} Überschuss, {needed_w} nötig",
                "Der verfügbare Überschuss beträgt {available_w}, die kleinste Stufe braucht {needed_w}.",
            ),
            "R1_BATTERY_CREDIT": Reason(
                "mit {credit_w} aus dem Speicher bringt das {gain_ct} mehr als Warten",
                "Mit {credit_w} aus dem Speicher, oder aus dem, was ihn laden würde, sind {available_w} verfügbar; "
                "gebraucht werden {needed_w}. Spielt man von hier aus jeden der letzten {days} Tage bis zum besten "
                "Ende durch, so bringen Verbraucher, die jetzt laufen, im Mittel {gain_ct} mehr, als wenn alle aus "
                "blieben.",
            ),
            "R1_PRICE_HIGH": Reason(
                "Strom kostet {price_ct_kwh}, die Grenze ist {price_max_ct}",
                "Eine Kilowattstunde aus dem Netz kostet gerade {price_ct_kwh}. Über {price_max_ct} startet "
                "nichts und nichts wird erhöht.",
            ),
            "R1_CHEAP_GRID": Reason(
                "Netzstrom ist mit {price_ct_kwh} günstig",
                "Eine Kilowattstunde aus dem Netz kostet {price_ct_kwh}. Bis {price_below_ct} darf dieser "
                "Verbraucher bis zu {max_import_w} aus dem Netz nehmen; der Überschuss allein ist {available_w}.",
            ),
            "R1_MARGIN_LOW": Reason(
                "eine kWh ist hier {load_value_ct_kwh} wert, eingespeist {alternative_ct_kwh}",
                "Hier genutzt ist eine Kilowattstunde {load_value_ct_kwh} wert, eingespeist "
                "{alternative_ct_kwh}. Der Verbraucher läuft nur, wenn sie hier {min_margin_ct} mehr wert ist.",
            ),
            "R1_SOC_BAND_RESERVE": Reason(
                "der Speicher steht bei {battery_soc_pct}, die Reserve ist {reserve_pct}",
                "Der Speicher steht bei {battery_soc_pct}. Unter {reserve_pct} bleibt er dem Haus vorbehalten.",
            ),
            "R1_SOC_BAND_HOLD": Reason(
                "Speicher bei {battery_soc_pct}, ein Start braucht {eco_pct} und {pv_start_w} Sonne",
                "Der Speicher steht bei {battery_soc_pct}, die Sonne liefert {pv_power_w}. Ein neuer Start braucht "
                "{eco_pct} Ladung und {pv_start_w} Sonne; unter {eco_pct} bleibt, was läuft, auf der kleinsten Stufe.",
                "Der Speicher steht bei {battery_soc_pct}; was die Sonne liefert, misst niemand. Ein neuer Start "
                "braucht {eco_pct} Ladung und {pv_start_w} Sonne; unter {eco_pct} bleibt, was läuft, auf der "
                "kleinsten Stufe.",
            ),
            "R1_SOC_BAND_ECO": Reason(
                "der Speicher steht bei {battery_soc_pct}, genug für die kleinste Stufe",
                "Der Speicher steht bei {battery_soc_pct}; ab {eco_pct} darf die kleinste Stufe laufen.",
            ),
            "R1_SOC_BAND_STANDARD": Reason(
                "der Speicher steht bei {battery_soc_pct}, genug für die zweite Stufe",
                "Der Speicher steht bei {battery_soc_pct}; ab {standard_pct} darf die zweite Stufe laufen.",
            ),
            "R1_SOC_BAND_SUPER": Reason(
                "der Speicher steht bei {battery_soc_pct}, genug für die dritte Stufe",
                "Der Speicher steht bei {battery_soc_pct}; ab {super_pct} darf die dritte Stufe laufen.",
            ),
            "R1_DEGRADED": Reason(
                "kein brauchbarer Messwert von: {missing}",
                "Nichts startet und nichts wird erhöht, solange ein brauchbarer Messwert fehlt von: {missing}. "
                "Bitte prüfen, ob der Sensor verfügbar ist und eine Zahl meldet.",
            ),
            "R1_NOT_DUE": Reason(
                "über Start und Stopp wird im nächsten Block entschieden",
                "Über Start und Stopp wird einmal je Block entschieden. Dazwischen ist nichts geschehen, was eine "
                "Änderung verlangt.",
            ),
            "R2_SOC_HARD_MIN": Reason(
                "der Speicher steht bei {battery_soc_pct}, das Minimum ist {soc_hard_min_pct}",
                "Der Speicher steht bei {battery_soc_pct}. Bei {soc_hard_min_pct} oder weniger stoppt jeder "
                "Verbraucher, damit dem Haus seine Reserve bleibt.",
            ),
            "R2_SOC_SOFT_MIN": Reason(
                "der Speicher steht bei {battery_soc_pct}, ein Start braucht mehr als {soc_soft_min_pct}",
                "Der Speicher steht bei {battery_soc_pct}. Bei {soc_soft_min_pct} oder weniger startet nichts "
                "und nichts wird erhöht.",
            ),
            "R2_GRID_IMPORT": Reason(
                "das Haus bezieht {grid_power_w}, erlaubt sind {max_grid_import_w}",
                "In den letzten {import_hold_s} bezog das Haus {grid_power_w} aus dem Netz. Was über "
                "{max_grid_import_w} liegt, wird den Verbrauchern wieder genommen.",
            ),
            "R3_OVERTEMP": Reason(
                "der Chip hat {chip_temp_c}, die Grenze ist {max_chip_temp_c}",
                "Der Chip hat {chip_temp_c} und liegt damit über der Grenze von {max_chip_temp_c}. Der "
                "Verbraucher bleibt aus, bis er abgekühlt und die Sperre abgelaufen ist. Bitte Lüfter und "
                "Luftstrom prüfen.",
            ),
            "R3_COMM_TIMEOUT": Reason(
                "das Gerät antwortet nicht",
                "Das Gerät hat seit {heartbeat_age_s} nicht geantwortet; erlaubt sind {comm_timeout_s}. "
                "Bitte Stromversorgung und Netzwerk prüfen.",
                "Das Gerät ist nicht erreichbar; es darf höchstens {comm_timeout_s} schweigen. Bitte "
                "Stromversorgung und Netzwerk prüfen.",
            ),
            "R3_MISSING_TELEMETRY": Reason(
                "kein gültiger Messwert von: {missing}",
                "Ohne gültigen Messwert darf nichts laufen. Es fehlt: {missing}, letzter Zustand: {quality}. "
                "Bitte prüfen, ob der Sensor verfügbar ist und sich mindestens alle {telemetry_max_age_s} "
                "aktualisiert.",
            ),
            "R3_EMERGENCY_STOP": Reason(
                "Not-Halt",
                "Der Not-Halt ist gesetzt. Nichts läuft, bis ein Mensch ihn freigibt.",
            ),
            "R3_UPS_ON_BATTERY": Reason(
                "die Notstromversorgung läuft auf Batterie",
                "Die Notstromversorgung meldet, dass sie auf Batterie läuft. Verbraucher bleiben aus, bis das "
                "Netz zurück ist.",
            ),
            "R3_CONTROLLER_HEALTH": Reason(
                "die Steuerung meldet eine ernste Störung",
                "Die Steuerung meldet eine ernste eigene Störung. Ihre Zustandsanzeige nennt die Ursachen.",
            ),
            "R3_INTERNAL_ERROR": Reason(
                "die Entscheidung scheiterte an einem internen Fehler",
                "Die Entscheidung scheiterte im Programm ({error}), deshalb wurde alles abgeschaltet. Bitte mit "
                "heruntergeladener Diagnose melden.",
            ),
            "R3_LOCKOUT": Reason(
                "gesperrt wegen {cause}, noch mindestens {left_min}",
                "Ein Sicherheitsstopp ist aktiv ({cause}). Er endet nach {lockout_min} und wenn die Ursache "
                "behoben ist, bei Hitze unter {resume_chip_temp_c}. Es bleiben mindestens {left_min}.",
            ),
            "R4_SURPLUS_DROP": Reason(
                "{predicted_surplus_w} Überschuss vorhergesagt, {needed_w} nötig",
                "Für die nächsten {lookahead_min} sind {pv_forecast_w} Sonne vorhergesagt; das Haus selbst "
                "braucht {base_load_w}. Die übrigen {predicted_surplus_w} tragen die nötigen {needed_w} nicht.",
            ),
            "R4_RUN_SHORT": Reason(
                "ein Lauf brächte jetzt {gain_ct}, ein Start kostet {start_cost_ct}",
                "Spielt man von hier aus jeden der letzten {days} Tage bis zum besten Ende durch, so bringt ein Lauf "
                "ab jetzt gegenüber dem Warten im Mittel {gain_ct}. Ein Start kostet {start_cost_ct}: den Verschleiß "
                "und die Hälfte dessen, was der erste Block einbringt. Gestartet wird, sobald ein Lauf mehr als das "
                "bringt.",
            ),
            "R4_WARM_UP": Reason(
                "ein Lauf beginnt auf der untersten Stufe, {proposed_w} folgen später",
                "Es würde für {proposed_w} reichen. Beim Warmlaufen geht ein Teil der Leistung verloren, darum "
                "beginnt ein Lauf mit {lowest_w} und steigt später. Nach den letzten {days} Tagen bringt der Lauf "
                "{gain_ct} mehr als zu warten; ein Start kostet {start_cost_ct}.",
            ),
            "R4_PRICE_SPIKE": Reason(
                "der Preis erreicht {price_ahead_ct_kwh} innerhalb von {lookahead_min}",
                "In {in_min} erreicht der Preis {price_ahead_ct_kwh}. Ab {price_spike_ct} innerhalb von "
                "{lookahead_min} startet nichts.",
            ),
            "R4_NO_FORECAST": Reason(
                "es gibt keine Vorhersage",
                "Für die kommende Zeit gibt es keine brauchbare Solarvorhersage; sie wurde nicht berücksichtigt.",
            ),
            "R5_MIN_RUNTIME": Reason(
                "Laufzeit {blocks_since_start} von mindestens {min_runtime_blocks} Blöcken",
                "Blöcke seit dem Start: {blocks_since_start}, mindestens "
                "{min_runtime_blocks} müssen vergehen: Jeder Start belastet das Gerät.",
            ),
            "R5_MIN_PAUSE": Reason(
                "Pause {blocks_since_stop} von mindestens {min_pause_blocks} Blöcken",
                "Blöcke seit dem Stopp: {blocks_since_stop}, mindestens "
                "{min_pause_blocks} müssen vergehen: Jeder Start belastet das Gerät.",
            ),
            "R5_DEADBAND": Reason(
                "Blöcke seit der letzten Stufe: {blocks_since_change} von {deadband_blocks}",
                "Blöcke seit der letzten Änderung der Stufe: {blocks_since_change}. Zwischen zwei Änderungen vergehen "
                "mindestens {deadband_blocks}.",
            ),
            "R5_START_BUDGET": Reason(
                "{starts_today} von {max_starts_per_day} Starts heute verbraucht",
                "Heute gab es {starts_today} Starts, {max_starts_per_day} sind erlaubt. Morgen ist wieder ein "
                "Start möglich.",
            ),
            "OVERRIDE_START": Reason(
                "per Befehl gestartet, noch {left_min}",
                "Der Start kam per Befehl ({origin}). Der Befehl gilt noch {left_min}.",
            ),
            "OVERRIDE_STOP": Reason(
                "per Befehl gestoppt, noch {left_min}",
                "Der Stopp kam per Befehl ({origin}). Der Befehl gilt noch {left_min}.",
            ),
            "OVERRIDE_LIMIT": Reason(
                "per Befehl auf {limit_w} begrenzt, noch {left_min}",
                "Die Begrenzung auf {limit_w} kam per Befehl ({origin}). Der Befehl gilt noch {left_min}.",
            ),
            "OVERRIDE_EXPIRED": Reason(
                "der Startbefehl ist abgelaufen",
                "Der Startbefehl ist abgelaufen; in dieser Betriebsart würde sonst nichts den Verbraucher stoppen.",
            ),
            "AUTONOMY_MANUAL": Reason(
                "Handbetrieb; von selbst wären es {proposed_w}",
                "Im Handbetrieb startet und stoppt nur ein Mensch. Die Steuerung würde {proposed_w} einstellen.",
            ),
            "AUTONOMY_ASSISTED": Reason(
                "{proposed_w} vorgeschlagen, Freigabe steht aus",
                "Im begleiteten Betrieb gibt ein Mensch jede Änderung frei. Vorschlag für diesen Block: {proposed_w}.",
            ),
            "AUTONOMY_SEMI": Reason(
                "der halbautomatische Betrieb stoppt nur zum Schutz",
                "Im halbautomatischen Betrieb stoppt ein laufender Verbraucher nur zur Sicherheit oder am "
                "Minimum des Speichers. Die Steuerung würde {proposed_w} einstellen.",
            ),
        },
    ),
    heat=de_heat.VOICE,
    words={
        "no_load": "Einen Verbraucher hinzufügen, damit Überschuss genutzt werden kann.",
        "true": "ja",
        "false": "nein",
        "grid_power_w": "Netzzähler",
        "pv_power_w": "PV-Leistung",
        "battery_power_w": "Speicherleistung",
        "battery_soc_pct": "Speicherladung",
        "house_load_w": "Hausverbrauch",
        "price_ct_kwh": "Strompreis",
        "feed_in_ct_kwh": "Einspeisevergütung",
        "ups_on_battery": "Notstromversorgung",
        "emergency_stop": "Not-Halt",
        "controller_health": "Zustand der Steuerung",
        "chip_temp_c": "Chiptemperatur",
        "power_w": "Zähler eines Verbrauchers",
        "level": "Zustand des Verbrauchers",
        "engine": "Regelwerk",
        "missing": "fehlt",
        "stale": "zu alt",
        "invalid": "unmöglich",
        "ok": "in Ordnung",
        "R3_OVERTEMP": "Hitze",
        "R3_COMM_TIMEOUT": "verlorener Verbindung",
        "user": "ein Mensch",
        "automation": "eine Automation",
        "api": "die Schnittstelle",
        "signal": "ein Signal",
    },
    verdicts={
        "PROPOSE": "{rule} schlägt {target} vor ({because})",
        "VETO": "{rule} erlaubt nur {target} ({because})",
        "FORCE": "{rule} verlangt {target} ({because})",
        "ALLOW": "{rule} hat keinen Einwand",
        "ABSTAIN": "{rule} enthält sich",
        "OFF": "aus",
    },
    decided="{rule} entscheidet",
    rules={
        "R1": "R1 (Überschuss)",
        "R2": "R2 (Autarkie)",
        "R3": "R3 (Sicherheit)",
        "R4": "R4 (Vorhersage)",
        "R5": "R5 (Ruhe)",
        "OVERRIDE": "der Befehl",
        "AUTONOMY": "die Betriebsart",
    },
    turns={
        "surplus_w": Turn("mit {change} mehr Überschuss", "mit {change} weniger Überschuss"),
        "battery_soc_pct": Turn("bei {then} im Speicher", "bei {then} im Speicher"),
        "price_ct_kwh": Turn("bei einem Preis von {then}", "bei einem Preis von {then}"),
        "feed_in_ct_kwh": Turn("bei einer Einspeisevergütung von {then}", "bei einer Einspeisevergütung von {then}"),
        "chip_temp_c": Turn("bei einer Chiptemperatur von {then}", "bei einer Chiptemperatur von {then}"),
        "pv_forecast_w": Turn("mit {change} mehr vorhergesagter Sonne", "mit {change} weniger vorhergesagter Sonne"),
    },
    thresholds=THRESHOLDS,
    threshold_turn="mit „{name}“ bei {then} statt {now}",
    more_than="mehr als {figure}",
    less_than="weniger als {figure}",
    flips={
        "START": "Ein Start mit {target} käme {turn}.",
        "STOP": "Ein Stopp käme {turn}.",
        "RAISE": "Auf {target} ginge es {turn}.",
        "LOWER": "Zurück auf {target} ginge es {turn}.",
        "HOLD_ON": "Bei {target} bliebe es {turn}.",
        "HOLD_OFF": "Aus bliebe es {turn}.",
    },
    nothing_alone="Keine einzelne Größe allein würde das ändern.",
)
