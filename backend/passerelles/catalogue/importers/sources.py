"""The files an edition is made from: where they are, what they are called, what their licence says.

`path` is relative to the folder given to the importer; `full` is the national file, used instead when asked for.
"""

from __future__ import annotations

from pathlib import Path
from typing import Final

from msgspec import Struct

from passerelles.catalogue.importers import (
    annuaire,
    campuses,
    constat,
    inserjeunes,
    inserjeunes_places,
    onisep_jobs,
    onisep_places,
    onisep_sheets,
    orion,
    own_houses,
    own_programmes,
    rncp,
    rome,
    sports,
)
from passerelles.catalogue.importers.reading import UnreadableFileError, read_table, read_xml
from passerelles.catalogue.importers.table import Table
from passerelles.catalogue.records import Source
from passerelles.core.messages import t

AS_OF: Final = "2026-09-01"
"""Day at which a diploma is judged open or closed: the last rentrée these vintages describe. A constant, so that the
same files give the same edition whenever they are imported."""

MEN: Final = "Ministère de l’Éducation nationale"
ORION: Final = "Orion (mission apprentissage, ministère de l’Éducation nationale)"
INTERCARIF: Final = "Réseau des Carif-Oref"
LO: Final = "Licence Ouverte 2.0"
UNSTATED: Final = "non précisée"
ODBL: Final = "ODbL 1.0"
UTF8: Final = ("utf-8-sig",)
UTF8_OR_1252: Final = ("utf-8-sig", "cp1252")  # an accented Windows-1252 text is never valid UTF-8


class SourceFile(Struct, frozen=True, kw_only=True):
    """A file to look for, and the `Source` it becomes."""

    id: str
    title: str
    producer: str
    licence: str
    vintage: str
    path: str  # for Sirene, with a "*" for the department
    columns: tuple[str, ...] = ()
    full: str | None = None
    delimiter: str = ";"
    encodings: tuple[str, ...] = UTF8
    quoted: bool = True
    required: bool = True
    item: str = ""  # of an XML file: the element that is a row
    rather: str = ""  # a pattern: the publisher's own archive, taken instead of a copy when it is there

    def find(self, folder: Path, *, national: bool) -> Path:
        """The file in `folder`; the national one when there is one and it is wanted."""
        found = max(folder.glob(self.rather), default=None) if self.rather else None
        return found or folder / (self.full if national and self.full else self.path)

    def open(self, folder: Path, *, national: bool = False) -> Table:
        """The rows of the file; an empty table for an absent file that is not required.

        Raises:
            UnreadableFileError: see `read_table`.
        """
        path = self.find(folder, national=national)
        if not self.required and not path.exists():
            return Table.of(path.name, (), self.id)
        if self.item:
            return read_xml(path, self.item, self.columns, source=self.id)
        return read_table(
            path,
            self.columns,
            source=self.id,
            delimiter=self.delimiter,
            encodings=self.encodings,
            quoted=self.quoted,
        )

    def record(self, tables: list[Table]) -> Source:
        """The source as the edition names it, with the account of its rows."""
        return Source(
            id=self.id,
            title=self.title,
            producer=self.producer,
            licence=self.licence,
            vintage=self.vintage,
            rows_read=sum(table.read for table in tables),
            rows_used=sum(table.used for table in tables),
            rows_refused=sum(len(table.refusals) for table in tables),
        )


FILES: Final = (
    SourceFile(
        id="departements",
        title="Départements, académies et régions",
        producer=MEN,
        licence=LO,
        vintage="2024",
        path="reference/territoires/departements_academies_regions.csv",
        columns=("codeRegion", "codeDepartement"),
    ),
    SourceFile(
        id="cog-2026",
        title="Code officiel géographique",
        producer="Insee, mis en forme par Etalab",
        licence="Licence Ouverte (données), MIT (paquet)",
        vintage="2026",
        path="geo/communes-decoupage-administratif.json",
    ),
    SourceFile(
        id="centres-communes-2018",
        title="Centres des communes, d’après Admin Express simplifié",
        producer="IGN, mis en forme par Grégoire David",
        licence="Licence Ouverte",
        vintage="2018",
        path="geo/communes-centres_2018.csv",
        columns=("code", "nom", "latitude", "longitude"),
    ),
    SourceFile(
        id="annuaire-2024-03",
        title="Annuaire de l’éducation, lycées",
        producer=MEN,
        licence=LO,
        vintage="mars 2024",
        path="annuaire-education/fr-en-annuaire-education_lycees_2024-03.csv",
        full="full/fr-en-annuaire-education_lycees_2024-03.csv.gz",
        columns=annuaire.COLUMNS_2024,
    ),
    SourceFile(
        id="annuaire-2026-02",
        title="Annuaire de l’éducation, lycées professionnels",
        producer=MEN,
        licence=LO,
        vintage="février 2026",
        path="annuaire-education/lycees-pro_2026-02.csv",
        columns=annuaire.COLUMNS_2026,
        required=False,
    ),
    SourceFile(
        id="bcn-domaines",
        title="Base centrale des nomenclatures, N_DOMAINE_SPECIALITE",
        producer=MEN,
        licence=LO,
        vintage="2025",
        path="reference/bcn/n_domaine_specialite.csv",
        columns=("DOMAINE_SPECIALITE",),
    ),
    SourceFile(
        id="bcn-diplomes",
        title="Base centrale des nomenclatures, N_FORMATION_DIPLOME",
        producer=MEN,
        licence=LO,
        vintage="septembre 2025",
        path="reference/bcn/n_formation_diplome.csv",
        columns=("FORMATION_DIPLOME", "LIBELLE_LONG_200", "DATE_FERMETURE", "NOUVEAU_DIPLOME_1", "ANCIEN_DIPLOME_1"),
        encodings=UTF8_OR_1252,
        quoted=False,
    ),
    SourceFile(
        id="bcn-diplomes-v",
        title="Base centrale des nomenclatures, V_FORMATION_DIPLOME",
        producer=MEN,
        licence=LO,
        vintage="2025",
        path="reference/bcn/v_formation_diplome.csv",
        columns=("FORMATION_DIPLOME", "LIBELLE_LONG_200", "DATE_FERMETURE"),
        quoted=False,
    ),
    SourceFile(
        id="bcn-mef",
        title="Base centrale des nomenclatures, N_MEF",
        producer=MEN,
        licence=LO,
        vintage="mai 2025",
        path="reference/bcn/n_mef.csv",
        columns=("MEF_STAT_11", "FORMATION_DIPLOME", "DUREE_DISPOSITIF", "ANNEE_DISPOSITIF", "DATE_FERMETURE"),
        quoted=False,
    ),
    SourceFile(
        id="bcn-groupes",
        title="Base centrale des nomenclatures, N_LIEN_FORMATION_GROUPE",
        producer=MEN,
        licence=LO,
        vintage="mai 2025",
        path="reference/bcn/n_lien_formation_groupe.csv",
        columns=("GROUPE_FORMATION", "FORMATION_DIPLOME", "DATE_FERMETURE"),
    ),
    SourceFile(
        id="familles-metiers",
        title="Familles de métiers, 2de commune et spécialités",
        producer=ORION,
        licence=UNSTATED,
        vintage="2023",
        path="reference/familles-metiers/familleMetiers.csv",
        columns=("FAMILLE", "SPECIALITE", "CFD_COMMUN", "CFD_SPECIALITE"),
    ),
    SourceFile(
        id="options-bts",
        title="BTS à 1re année commune et options",
        producer=ORION,
        licence=UNSTATED,
        vintage="2023",
        path="reference/familles-metiers/optionsBTS.csv",
        columns=("FAMILLE", "SPECIALITE", "CFD_COMMUN", "CFD_SPECIALITE"),
    ),
    SourceFile(
        id="certif-info-2024-10",
        title="Certif Info",
        producer=INTERCARIF,
        licence=LO,
        vintage="octobre 2024",
        path="reference/certifinfo/certif_info.csv",
        columns=("Libelle_Diplome", "Code_Scolarité", "Code_RNCP", "Code_Rome_1", "accessibilite_fi", "codeIdeo2"),
        quoted=False,
    ),
    SourceFile(
        id="rome-4",
        title="ROME 4.0, fiches métiers",
        producer="France Travail",
        licence=LO,
        vintage="4.0",
        path="reference/rome/rome.csv",
        columns=("code_rome", "libelle_rome"),
    ),
    SourceFile(
        id="orion-voie-pro-2022",
        title="Capacités et premiers vœux de la voie professionnelle scolaire (Affelnet)",
        producer=ORION,
        licence=UNSTATED,
        vintage="rentrée 2022",
        path="orion-voie-pro-scolaire/attractivite_capacite_2022.csv",
        full="full/attractivite_capacite_2022.csv.gz",
        columns=orion.SCHOOL_COLUMNS,
    ),
    SourceFile(
        id="orion-bts-2024",
        title="Capacités et vœux confirmés des BTS (Parcoursup)",
        producer=ORION,
        licence=UNSTATED,
        vintage="session 2024",
        path="orion-bts/BTS_attractivite_capacite_2024.csv",
        full="full/BTS_attractivite_capacite_2024.csv.gz",
        columns=orion.BTS_COLUMNS,
    ),
    SourceFile(
        id="inserjeunes-region",
        title="InserJeunes, région et formation",
        producer="Depp et Dares",
        licence=LO,
        vintage="2019-2020 à 2022-2023",
        path="inserjeunes/ij_region_data.csv",
        full="full/ij_region_data.csv.gz",
        columns=inserjeunes.COLUMNS,
    ),
    SourceFile(
        id="inserjeunes-lycees",
        title="InserJeunes, par lycée professionnel",
        producer="Depp",
        licence=LO,
        vintage="2022-2023",
        path="inserjeunes/depp-2022-etablissements-2022_2023-pro.csv",
        full="full/depp-2022-etablissements-2022_2023-pro.csv.gz",
        columns=inserjeunes_places.SCHOOL_COLUMNS,
        required=False,
    ),
    SourceFile(
        id="inserjeunes-apprentissage",
        title="InserJeunes, par CFA",
        producer="Depp",
        licence=LO,
        vintage="2022-2023",
        path="inserjeunes/depp-2022-etablissements-2022_2023-apprentissage.csv",
        columns=inserjeunes_places.COLUMNS,
        required=False,
    ),
    SourceFile(
        id="inserjeunes-cfa",
        title="InserJeunes CFA",
        producer="Depp et Dares",
        licence=LO,
        vintage="cumuls 2018-2019 à 2023-2024",
        path="inserjeunes/fr-en-inserjeunes-cfa.csv",
        full="full/fr-en-inserjeunes-cfa.csv.gz",
        columns=inserjeunes_places.CFA_COLUMNS,
        required=False,
    ),
    SourceFile(
        id="parcoursup-2025",
        title="Cartographie des formations Parcoursup",
        producer="MESR-SIES",
        licence=LO,
        vintage="session 2025",
        path="parcoursup/fr-esr-parcoursup_2025_6colonnes.csv",
        full="full/fr-esr-parcoursup_2025_6colonnes.csv.gz",
        columns=(
            "Code UAI de l etablissement",
            "etablissement",
            "Filiere de formation",
            "Coordonnées GPS de la formation",
        ),
        delimiter=",",
        required=False,
    ),
    SourceFile(
        id="acce-cfa",
        title="CFA sous convention régionale, format ACCE (noms et communes)",
        producer=MEN,
        licence=UNSTATED,
        vintage="avant 2020",
        path="cfa/CFASousConvRegionale_latest-UAI.csv",
        columns=("numero_uai", "patronyme_uai", "commune", "adresse_uai", "code_postal_uai"),
        encodings=UTF8_OR_1252,
        required=False,
    ),
    SourceFile(
        id="res-installations-2017",
        title="Recensement des équipements sportifs, installations",
        producer="Ministère des Sports, diffusion Région Pays de la Loire",
        licence="Licence Ouverte (à confirmer)",
        vintage="fiches 2015, extraction 2017",
        path="res-equipements-sportifs/installations.csv",
        full="full/res-pdl-installations.csv.gz",
        columns=sports.COLUMNS,
        delimiter=",",
        required=False,
    ),
    SourceFile(
        id="res-activites-2017",
        title="Recensement des équipements sportifs, activités",
        producer="Ministère des Sports, diffusion Région Pays de la Loire",
        licence="Licence Ouverte (à confirmer)",
        vintage="fiches 2015, extraction 2017",
        path="res-equipements-sportifs/activites.csv",
        full="full/res-pdl-activites.csv.gz",
        columns=sports.ACTIVITY_COLUMNS,
        delimiter=",",
        required=False,
    ),
    SourceFile(
        id="sirene-2026-10",
        title="Répertoire Sirene, établissements du secteur du campus",
        producer="Insee, par l’API Recherche d’entreprises",
        licence=LO,
        vintage="octobre 2026",
        path="entreprises-sirene/*/*.json",
        required=False,
    ),
    SourceFile(
        id="rome-appellations",
        title="ROME 4.0, appellations",
        producer="France Travail",
        licence=LO,
        vintage="4.0",
        path="reference/rome/metier_appellations.csv",
        columns=rome.APPELLATION_COLUMNS,
        required=False,
    ),
    SourceFile(
        id="rncp-2023-12",
        title="Kit apprentissage, fiches du RNCP",
        producer="France compétences",
        licence=LO,
        vintage="décembre 2023",
        path="reference/rncp/Kit_apprentissage_20231218.csv",
        columns=rncp.COLUMNS,
        required=False,
    ),
    SourceFile(
        id="regroupements",
        title="Regroupements de formations par domaine",
        producer=ORION,
        licence=UNSTATED,
        vintage="2023",
        path="reference/regroupements/regroupements.csv",
        columns=rncp.GROUPING_COLUMNS,
        required=False,
    ),
    SourceFile(
        id="constat-2020",
        title="Constat de rentrée, effectifs par classe",
        producer="Depp, par Orion",
        licence=UNSTATED,
        vintage="rentrée 2020",
        path="effectifs-constat/constat_2020.csv",
        full="full/constat_2020.csv.gz",
        columns=constat.COLUMNS,
        required=False,
    ),
    SourceFile(
        id="crous-2026",
        title="Logements des CROUS",
        producer="CNOUS",
        licence="Licence Ouverte",
        vintage="2026",
        path="crous/crous_logements.json",
        required=False,
    ),
    SourceFile(
        id="onisep-metiers-2026-01",
        title="Onisep, Idéo-Métiers",
        producer="Onisep",
        licence=ODBL,
        vintage="janvier 2026",
        path="reference/onisep/ideo-metiers_onisep_2026-01.xml",
        columns=onisep_jobs.COLUMNS_2026,
        item="item",
        required=False,
    ),
    SourceFile(
        id="onisep-metiers-2022-04",
        title="Onisep, Idéo-Métiers",
        producer="Onisep",
        licence=ODBL,
        vintage="avril 2022",
        path="reference/onisep/ideo-metiers_onisep_2022-04.csv",
        columns=onisep_jobs.COLUMNS_2022,
        required=False,
    ),
    SourceFile(
        id="onisep-passage-2026-01",
        title="Onisep, table de passage entre certifications et formations",
        producer="Onisep et réseau des Carif-Oref",
        licence=ODBL,
        vintage="janvier 2026",
        path="reference/onisep/table_de_passage_codes_certifications_et_formations_2026-01.xml",
        columns=onisep_sheets.PASSAGE_COLUMNS,
        item="item",
        required=False,
    ),
    SourceFile(
        id="onisep-fiches-2025-10",
        title="Onisep, Idéo-Fiches formations",
        producer="Onisep",
        licence=ODBL,
        vintage="octobre 2025",
        path="onisep/ideo-fiches_formations_2025-10.xml.gz",
        rather="onisep/*fiches_formations*.zip",
        columns=onisep_sheets.SHEET_COLUMNS,
        item="formation",
        required=False,
    ),
    SourceFile(
        id="onisep-formations-2022",
        title="Onisep, Idéo-Formations initiales en France",
        producer="Onisep",
        licence=ODBL,
        vintage="2022",
        path="reference/onisep/ideo-formations_initiales_en_france_2022.csv",
        columns=onisep_sheets.COLUMNS_2022,
        required=False,
    ),
    SourceFile(
        id="onisep-actions",
        title="Onisep, Idéo-Actions de formation initiale (échantillon)",
        producer="Onisep",
        licence=ODBL,
        vintage="2025-2026",
        path="onisep/ideo-actions_de_formation_initiale_echantillon.csv",
        columns=onisep_places.ACTION_COLUMNS,
        required=False,
    ),
    SourceFile(
        id="onisep-structures",
        title="Onisep, Idéo-Structures d’enseignement (échantillon)",
        producer="Onisep",
        licence=ODBL,
        vintage="2025-2026",
        path="onisep/ideo-structures_d_enseignement_echantillon.json",
        required=False,
    ),
    SourceFile(
        id="onisep-jpo-2025",
        title="Onisep, journées portes ouvertes",
        producer="Onisep",
        licence=ODBL,
        vintage="2025",
        path="onisep/jpo.json",
        required=False,
    ),
    SourceFile(
        id="onisep-options-2de",
        title="Onisep, enseignements optionnels de 2de générale et technologique",
        producer="Onisep",
        licence=ODBL,
        vintage="début 2026",
        path="onisep/ideo-enseignements_optionnels_de_seconde_generale_et_technologique.csv",
        columns=onisep_places.OPTION_COLUMNS,
        required=False,
    ),
    SourceFile(
        id="onisep-specialites-1re",
        title="Onisep, enseignements de spécialité de 1re générale",
        producer="Onisep",
        licence=ODBL,
        vintage="début 2026",
        path="onisep/ideo-enseignements_de_specialite_de_premiere_generale.csv",
        columns=onisep_places.SPECIALITY_COLUMNS,
        required=False,
    ),
    SourceFile(
        id="cmq",
        title="Campus des métiers et des qualifications",
        producer="Liste rédigée d’après des pages publiques citées ligne à ligne",
        licence="faits publics",
        vintage="2017-2024",
        path="cmq/cmq.csv",
        columns=campuses.COLUMNS,
        required=False,
    ),
    SourceFile(
        id="cmq-membres",
        title="Membres des campus des métiers et des qualifications",
        producer="Liste rédigée d’après des pages publiques citées ligne à ligne",
        licence="faits publics",
        vintage="2017-2024",
        path="cmq/cmq_membres.csv",
        columns=campuses.MEMBER_COLUMNS,
        required=False,
    ),
)
OWN_FILES: Final = (
    SourceFile(
        id=own_programmes.SOURCE,
        title="Formations décrites par le campus",
        producer="Le campus",
        licence="propre au campus",
        vintage="à chaque ligne",
        path="",
    ),
    SourceFile(
        id=own_houses.SOURCE,
        title="Internats décrits par le campus",
        producer="Le campus",
        licence="propre au campus",
        vintage="à chaque ligne",
        path="",
    ),
)
"""Given by their own options, not looked for in the folder."""

BY_ID: Final = {file.id: file for file in FILES}
ONISEP: Final = Source(
    id="onisep",
    title="Identifiants Onisep (FOR, ENS), cités par Certif Info et par l’annuaire",
    producer="Onisep",
    licence="ODbL 1.0",
    vintage="2024",
)
"""Kept in files of its own in the archive: share alike."""


def check_folder(folder: Path) -> None:
    """Refuse a folder that is not one before anything is read."""
    if not folder.is_dir():
        raise UnreadableFileError(t("imports.file.folder", folder=folder))
