"""Words of covers as the ITU prints them: every label seen in print, in the language it was seen.

From covers in Word and PDF; labels seen on web pages only, or inferred, are not here.
"""

from __future__ import annotations

import pytest

from reportgen.catalogs.lookup import load_catalogs
from reportgen.languages import LANGUAGE_KEYS
from reportgen.messages import MESSAGES

PRINTED = """
cover_union en INTERNATIONAL TELECOMMUNICATION UNION
cover_union fr UNION INTERNATIONALE DES TÉLÉCOMMUNICATIONS
cover_union es UNIÓN INTERNACIONAL DE TELECOMUNICACIONES
cover_union ru МЕЖДУНАРОДНЫЙ СОЮЗ ЭЛЕКТРОСВЯЗИ
cover_union zh 国际电信联盟
cover_union ar الاتحاد الدولي للاتصالات
cover_sector_itu_t en TELECOMMUNICATION STANDARDIZATION SECTOR
cover_sector_itu_t fr SECTEUR DE LA NORMALISATION DES TÉLÉCOMMUNICATIONS
cover_sector_itu_t es SECTOR DE NORMALIZACIÓN DE LAS TELECOMUNICACIONES
cover_sector_itu_t ru СЕКТОР СТАНДАРТИЗАЦИИ ЭЛЕКТРОСВЯЗИ
cover_sector_itu_t ar قطاع تقييس الاتصالات
cover_study_period en STUDY PERIOD {{ report.study_period }}
cover_study_period fr PÉRIODE D'ÉTUDES {{ report.study_period }}
cover_study_period es PERIODO DE ESTUDIOS {{ report.study_period }}
cover_study_period ru ИССЛЕДОВАТЕЛЬСКИЙ ПЕРИОД {{ report.study_period }}
cover_study_period ar فترة الدراسة {{ report.study_period }}
cover_symbol_line en Document {{ report.symbol }}
cover_symbol_line fr Document {{ report.symbol }}
cover_symbol_line es Documento {{ report.symbol }}
cover_symbol_line ru Документ {{ report.symbol }}
cover_symbol_line zh 文件 {{ report.symbol }}
cover_symbol_line ar الوثيقة {{ report.symbol }}
cover_original en Original: {{ language(report) }}
cover_original fr Original: {{ language(report) }}
cover_original es Original: {{ language(report) }}
cover_original ru Оригинал: {{ language(report) }}
cover_original zh 原文：{{ language(report) }}
cover_original ar الأصل: {{ language(report) }}
cover_questions_none en N/A
cover_questions_none ar لا توجد
label_questions en Question(s):
label_questions fr Question(s):
label_questions es Cuestión(es):
label_questions ru Вопрос(ы):
label_questions ar المسألة (المسائل):
label_source en Source:
label_source fr Origine:
label_source es Origen:
label_source ru Источник:
label_source ar المصدر:
label_title en Title:
label_title fr Titre:
label_title es Título:
label_title ru Название:
label_title ar العنوان:
label_purpose en Purpose:
label_purpose fr Objet:
label_purpose es Objeto:
label_purpose ru Назначение:
label_purpose ar الغرض:
purpose_information en Information
purpose_information fr Information
purpose_information es Información
purpose_information ru Для информации
purpose_discussion en Discussion
purpose_admin ar إداري
label_contact en Contact:
label_contact fr Contact:
label_contact es Contacto:
label_contact ru Для контактов:
label_contact ar الاتصال:
label_phone en Tel:
label_phone fr Tél.:
label_phone es Tel.:
label_phone ru Тел.:
label_phone ar الهاتف:
label_email en E-mail:
label_email fr E-mail:
label_email es Correo-e:
label_email ru Эл. почта:
label_email ar البريد الإلكتروني:
label_email_tdag en E-mail:
label_email_tdag fr Courriel:
label_contact_name en Name/Organization/Entity:
label_contact_name fr Nom/Organisation/Entité:
label_phone_number en Phone number:
label_phone_number fr Numéro de téléphone:
label_keywords en Keywords:
label_keywords fr Mots clés:
label_keywords es Palabras clave:
label_keywords ru Ключевые слова:
label_keywords ar كلمات رئيسية:
label_abstract en Abstract:
label_abstract es Resumen:
label_abstract ru Краткое содержание:
label_abstract ar ملخص:
label_summary en Summary:
label_summary fr Résumé:
label_summary es Resumen:
label_summary_bare ru Резюме
label_summary_bare zh 概要
label_action en Action required:
label_action es Acción solicitada:
label_action_bare zh 需采取的行动
label_references en References:
label_references es Referencias:
label_references_bare fr Références
label_references_bare ru Справочные материалы
label_references_bare zh 参考文件
label_annex en Annex
label_annex fr Annexe
label_annex es Anexo
label_annex ru Приложение
label_annex zh 附件
annex_title zh 附件{{ annex.number }}
label_page en Page {{ page.number }}
label_page fr Page {{ page.number }}
heading_introduction en Introduction
heading_introduction fr Introduction
heading_introduction es Introducción
heading_introduction ru Введение
heading_introduction zh 引言
"""
ROWS = [tuple(line.split(" ", 2)) for line in PRINTED.strip().splitlines()]


@pytest.mark.parametrize(("key", "language", "words"), ROWS)
def test_label_is_as_printed(key: str, language: str, words: str) -> None:
    """A cover of ours carries the words that covers of the house carry."""
    message = MESSAGES[key]
    found = load_catalogs(language, {}).translate(message.context, message.text)
    assert found.text.replace("\N{NO-BREAK SPACE}", " ") == words


@pytest.mark.parametrize("language", LANGUAGE_KEYS)
def test_no_label_has_a_space_before_its_colon(language: str) -> None:
    """Also in French: the house prints its colons tight; Chinese has full-width ones."""
    for key, message in MESSAGES.items():
        if key.startswith("label_"):
            text = load_catalogs(language, {}).translate(message.context, message.text).text
            assert " :" not in text.replace("\N{NO-BREAK SPACE}", " "), key
            assert not (language == "zh" and ":" in text), key
