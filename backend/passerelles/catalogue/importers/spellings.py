"""Words of BCN's labels that no accented source holds: mostly old trades. Added to the lexicon, never shown as such."""

from __future__ import annotations

from typing import Final

WORDS: Final = """
aciérie aciériste aéronefs aérauliques amylacées apprêtage apprêteuse automatisée biocontaminations
céramiste céréales cheminées chèvre cinématographie cuirs défavorisées dépannage ébénisterie
élaboration élagage électrobobinage électroménagers électroplaste électroplastie épicier épuration équine espèce
esthéticien étirage exécution façonnier façonnés gemmologie granulés hélicoptère hôtelière
hôtesses informatisée insémination intérieure légume littéraire maréchalerie matières mégisserie ménagers
métallographie métallurgique météorologie modélisme mosaïque motorisés négoce oléo orthopédiste orthoprothésiste ouvrés
oxygène palmipèdes papetières pâtes pépinière pérennes photomécanique plâtrerie précieux précision préparation première
pressées référentiel réglage représentation revêtement secrétariat séchoir sérigraphe spécifié
télébilletterie télématique température tôlier tracé tréfilage végétaux vidéocommunications étoile
éducatives sociétales entraîneur supérieure
"""


def spellings() -> list[str]:
    """The words as labels a `Lexicon` learns from (it never learns from a first word)."""
    return [f"mots {WORDS}"]
