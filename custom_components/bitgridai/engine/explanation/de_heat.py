"""The heat voice in German: what a decision means for the warmth."""

from .texts import Reason, Voice

VOICE = Voice(
    actions={
        "START": "{load} beginnt mit {target} zu heizen",
        "STOP": "{load} hört auf zu heizen",
        "RAISE": "{load} heizt stärker, mit {target}",
        "LOWER": "{load} heizt schwächer, mit {target}",
        "HOLD_ON": "{load} heizt mit {target} weiter",
        "HOLD_OFF": "{load} heizt nicht",
        "HOLD_UNKNOWN": "{load} bleibt, wie es ist",
    },
    reasons={
        "R1_SURPLUS_OK": Reason(
            "die Sonne reicht, {available_w} sind übrig",
            "Im Haus sind {available_w} Sonnenstrom übrig; so viel Wärme braucht {needed_w}.",
        ),
        "R1_SURPLUS_PARTIAL": Reason(
            "die Sonne reicht für etwas Wärme, {available_w} sind übrig",
            "Im Haus sind {available_w} Sonnenstrom übrig. Das reicht für so viel Wärme; mehr bräuchte {next_w}.",
        ),
        "R1_SURPLUS_LOW": Reason(
            "nur {available_w} Sonnenstrom übrig, {needed_w} nötig",
            "Im Haus sind {available_w} Sonnenstrom übrig, und selbst wenig Wärme braucht {needed_w}.",
        ),
        "R1_BATTERY_CREDIT": Reason(
            "mit {credit_w} aus dem Speicher bringt das {gain_ct} mehr als Warten",
            "Mit {credit_w} aus dem Speicher, oder aus dem, was ihn laden würde, sind {available_w} zum Heizen da; so "
            "viel Wärme braucht {needed_w}. Spielt man von hier aus jeden der letzten {days} Tage bis zum besten Ende "
            "durch, so bringt Heizen jetzt im Mittel {gain_ct} mehr, als wenn alles aus bliebe.",
        ),
        "R1_PRICE_HIGH": Reason(
            "Strom ist gerade teuer, {price_ct_kwh}",
            "Strom kostet gerade {price_ct_kwh}. Über {price_max_ct} wird keine Heizung gestartet oder verstärkt.",
        ),
        "R1_CHEAP_GRID": Reason(
            "Strom aus dem Netz ist günstig, {price_ct_kwh}",
            "Strom aus dem Netz kostet nur {price_ct_kwh}. Bis {price_below_ct} darf damit geheizt werden, mit "
            "höchstens {max_import_w}; die Sonne allein lässt {available_w} übrig.",
        ),
        "R1_MARGIN_LOW": Reason(
            "verkauft bringt der Strom mehr",
            "Als Wärme ist eine Kilowattstunde {load_value_ct_kwh} wert, verkauft {alternative_ct_kwh}. Geheizt wird "
            "nur, wenn Wärme {min_margin_ct} mehr wert ist.",
        ),
        "R1_NOT_DUE": Reason(
            "der nächste Blick darauf kommt bald",
            "Geheizt und aufgehört wird nur alle paar Minuten, zu festen Zeiten. Vorher verlangt nichts eine Änderung.",
        ),
        "R2_SOC_HARD_MIN": Reason(
            "der Speicher ist fast leer ({battery_soc_pct}) und bleibt dem Haus",
            "Der Speicher hält {battery_soc_pct}. Ab {soc_hard_min_pct} abwärts ist er für das Haus da.",
        ),
        "R2_SOC_SOFT_MIN": Reason(
            "erst muss sich der Speicher füllen ({battery_soc_pct})",
            "Der Speicher hält {battery_soc_pct}. Geheizt wird, sobald er mehr als {soc_soft_min_pct} hält.",
        ),
        "R2_GRID_IMPORT": Reason(
            "das Haus kauft Strom zu ({grid_power_w})",
            "In den letzten {import_hold_s} hat das Haus {grid_power_w} zugekauft. Mehr als {max_grid_import_w} wird "
            "für Wärme nicht zugekauft.",
        ),
        "R3_OVERTEMP": Reason(
            "das Gerät ist innen zu heiß, {chip_temp_c}",
            "Das Gerät hat innen {chip_temp_c}; erlaubt sind {max_chip_temp_c}. Es ruht, bis es abgekühlt ist. Bitte "
            "die Lüfter prüfen und ob Luft durchkommt.",
        ),
        "R4_SURPLUS_DROP": Reason(
            "die Sonne hält nicht an, bald sind etwa {predicted_surplus_w} übrig",
            "In den nächsten {lookahead_min} bleiben voraussichtlich {predicted_surplus_w} Sonnenstrom übrig, und so "
            "viel Wärme braucht {needed_w}. Ein kurzer Lauf würde das Gerät nur abnutzen.",
        ),
        "R4_RUN_SHORT": Reason(
            "Heizen brächte jetzt {gain_ct}, ein Start kostet {start_cost_ct}",
            "Spielt man von hier aus jeden der letzten {days} Tage bis zum besten Ende durch, so bringt Heizen ab "
            "jetzt gegenüber dem Warten im Mittel {gain_ct}. Ein Start kostet {start_cost_ct}: Er nutzt das Gerät ab, "
            "und die ersten Minuten bringen nur die Hälfte. Geheizt wird, sobald es mehr als das bringt.",
        ),
        "R4_WARM_UP": Reason(
            "es beginnt schwach, {proposed_w} folgen, sobald es warm ist",
            "Es würde für {proposed_w} reichen. Beim Warmlaufen geht ein Teil der Leistung verloren, darum beginnt "
            "das Gerät mit {lowest_w} und heizt später stärker. Nach den letzten {days} Tagen bringt Heizen {gain_ct} "
            "mehr als zu warten; ein Start kostet {start_cost_ct}.",
        ),
        "R4_PRICE_SPIKE": Reason(
            "Strom wird bald teuer, {price_ahead_ct_kwh}",
            "In {in_min} kostet Strom {price_ahead_ct_kwh}. Ab {price_spike_ct} innerhalb von {lookahead_min} wird "
            "keine Heizung gestartet.",
        ),
        "R5_MIN_RUNTIME": Reason(
            "der Start ist erst kurz her",
            "Der Start ist noch nicht lange her. Einmal warm läuft das Gerät eine Weile, denn jeder Start nutzt es ab.",
        ),
        "R5_MIN_PAUSE": Reason(
            "der letzte Stopp ist noch nicht lange her",
            "Der letzte Stopp ist noch nicht lange her. Vor dem nächsten Start ruht das Gerät, denn jeder nutzt es ab.",
        ),
        "R5_DEADBAND": Reason(
            "die Wärme wurde eben erst geändert",
            "Die Wärme wurde eben erst geändert und bleibt eine Weile so, damit sie nicht ständig auf und ab geht.",
        ),
        "R5_START_BUDGET": Reason(
            "heute gab es schon {starts_today} Starts, das reicht",
            "Heute gab es schon {starts_today} Starts, {max_starts_per_day} sind erlaubt. Morgen geht es weiter.",
        ),
    },
)
