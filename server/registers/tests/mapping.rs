//! Registers of billing systems that name their columns otherwise, read by a mapping.
//! Not here: registers under our own names (see `register.rs`).

#![expect(clippy::unwrap_used, reason = "a test that cannot set its stage should stop")]

use registers::{Encoding, FileError, Mapping, MappingError, RegisterReader, RowErrorKind};

const MAPPING: &str = r#"
separator = "|"
encoding = "cp866"
decimal = ","
period = "MM.YYYY"
empty_sums = "zero"

[columns]
period = "Месяц"
account = "Лицевой счёт"
street = "Улица"
house = "Дом"
flat = "Кв"
holder = "ФИО"
area = "Площадь"
service = "Услуга"
volume = "Кол-во"
tariff = "Тариф"
opening = "Сальдо вх"
charged = "Начислено"
recalculation = "Перерасчёт"
paid = "Оплата"
total = "Сальдо исх"
meter = "Прибор"

[values]
city = "Абакан"
els = ""
residents = 0
supplier_inn = "7707083893"
unit = "м3"
benefit = "0"
penalty = "0"

[services]
"ХВС" = "Холодное водоснабжение"
"#;

const HEADER: &str = "месяц|лицевой  СЧЁТ|Улица|Дом|Кв|ФИО|Площадь|Услуга|Кол-во|Тариф|Сальдо вх|Начислено|Перерасчёт|Оплата|Сальдо исх|Прибор|Участок";
const LINE: &str =
    "09.2026|1902000417|ул. Мира|5|3|Сёмин; П.|1.054,3|ХВС|3|100,00|1.200,00|1.300,50||1.200,00|1.300,50|МТ-7|2";

fn mapping() -> Mapping {
    Mapping::parse(MAPPING).unwrap()
}

fn dos(lines: &[&str]) -> Vec<u8> {
    // The encoder of the standard knows no such page; each of its letters is found by the decoder.
    let pages: Vec<(char, u8)> = (0x80..=0xff)
        .map(|byte| (encoding_rs::IBM866.decode_without_bom_handling(&[byte]).0.chars().next().unwrap(), byte))
        .collect();
    let byte = |c: char| if c.is_ascii() { c as u8 } else { pages.iter().find(|(known, _)| *known == c).unwrap().1 };
    lines.join("\r\n").chars().map(byte).collect()
}

#[test]
fn a_file_of_another_system_is_read_as_our_own() {
    let bytes = dos(&[HEADER, LINE]);
    let mut reader = RegisterReader::open_mapped(&bytes[..], &mapping()).unwrap();
    assert_eq!(reader.warnings()[0].to_string(), "Столбец «Участок» неизвестен и не загружается.");
    let line = reader.next_line().unwrap().unwrap();
    assert_eq!((line.line, line.period.to_string().as_str(), line.account), (2, "2026-09", "1902000417"));
    assert_eq!(
        [line.city, line.street, line.holder, line.service],
        ["Абакан", "ул. Мира", "Сёмин; П.", "Холодное водоснабжение"]
    );
    assert_eq!(
        (line.area.0, line.sums.charged.0, line.sums.recalculation.0, line.sums.total.0),
        (1_054_300_000, 130_050, 0, 130_050)
    );
    assert_eq!((line.unit, line.details.meter, line.residents), ("м3", Some("МТ-7"), 0));
    assert!(reader.next_line().is_none());
    assert_eq!(reader.encoding(), Encoding::Ibm866);
}

#[test]
fn months_are_read_in_each_form_and_another_form_is_told() {
    for (form, value) in [
        ("YYYY-MM", "2026-09"),
        ("MM.YYYY", "09.2026"),
        ("YYYYMM", "202609"),
        ("MMYYYY", "092026"),
        ("YYYY.MM", "2026.09"),
        ("MM/YYYY", "09/2026"),
        ("MM-YYYY", "09-2026"),
        ("DD.MM.YYYY", "30.09.2026"),
    ] {
        let mapping = Mapping::parse(&MAPPING.replace("MM.YYYY", form)).unwrap();
        let bytes = dos(&[HEADER, &LINE.replacen("09.2026", value, 1), &LINE.replacen("09.2026", "9 мес", 1)]);
        let mut reader = RegisterReader::open_mapped(&bytes[..], &mapping).unwrap();
        assert_eq!(reader.next_line().unwrap().unwrap().period.to_string(), "2026-09", "{form}");
        let error = reader.next_line().unwrap().unwrap_err();
        assert_eq!((error.line, error.column), (3, Some("period")));
        assert_eq!(error.kind, RowErrorKind::NotAMappedPeriod { value: "9 мес".into(), form });
        assert!(error.to_string().contains(&format!("не месяц вида {form}")), "{error}");
    }
}

#[test]
fn a_header_that_the_mapping_names_and_the_file_has_not_is_told_by_both_names() {
    let bytes = dos(&[&HEADER.replace("Тариф", "Цена").replace("Прибор", "ИПУ"), LINE]);
    let error = RegisterReader::open_mapped(&bytes[..], &mapping()).err().unwrap();
    assert_eq!(
        error.to_string(),
        "В заголовке нет столбцов, названных в настройке: «Тариф» (это tariff), «Прибор» (это meter). \
         Исправьте настройку или выгрузите файл с ними."
    );
    let bytes = dos(&[&HEADER.replace('|', ";"), LINE]);
    let error = RegisterReader::open_mapped(&bytes[..], &mapping()).err().unwrap();
    assert_eq!(error, FileError::OtherSeparator { expected: '|', found: ';' });
    assert_eq!(
        error.to_string(),
        "Столбцы разделены знаком «;», а в настройке столбцов назван «|». Исправьте separator в настройке."
    );
}

#[test]
fn an_empty_mapping_reads_a_register_under_our_own_names() {
    let own = "2026-09;1;;Абакан;;1;;;1;1;7707083893;Вода;;1;1;0;1;0;0;0;0;1";
    let file = format!("{}\n{own}\n", registers::COLUMNS.join(";"));
    let mut plain = RegisterReader::open(file.as_bytes()).unwrap();
    let mut mapped = RegisterReader::open_mapped(file.as_bytes(), &Mapping::parse("").unwrap()).unwrap();
    assert_eq!(mapped.next_line().unwrap(), plain.next_line().unwrap());
    assert!(!mapped.has_details());
}

#[test]
fn what_is_wrong_with_a_mapping_is_told_by_its_key_and_what_may_stand_there() {
    for (text, told) in [
        ("separator = \";;\"", "у ключа «separator» неподходящее значение. Подойдут: ;, ,, |, tab."),
        ("encoding = 1251", "у ключа «encoding» неподходящее значение. Подойдут: auto, utf-8, windows-1251, cp1251, cp866."),
        ("period = \"ММ.ГГГГ\"", "у ключа «period» неподходящее значение. Подойдут: YYYY-MM, MM.YYYY,"),
        ("colums = 1", "неизвестный ключ «colums». Подойдут: separator, encoding,"),
        ("[columns]\nsumma = \"Сумма\"", "неизвестный ключ «columns.summa». Подойдут: period, account,"),
        ("[columns]\ntotal = 1.5", "у ключа «columns.total» неподходящее значение. Подойдут: текст в двойных кавычках."),
        ("columns = \"x\"", "у ключа «columns» неподходящее значение."),
        ("[columns]\ncity = \"Город\"\n[values]\ncity = \"Абакан\"", "city назван и в [columns], и в [values]."),
        ("decimal = \",\"\n\n[columns]\naccount = ЛС", "ошибка в строке 4."),
    ] {
        let words = Mapping::parse(text).unwrap_err().to_string();
        assert!(words.contains(told), "{words}\n{told}");
    }
    assert_eq!(Mapping::parse("x").unwrap_err(), MappingError::Syntax { line: 1 });
}
