//! Reading payment codes: what is refused, what is forgiven, which values count, and text that was decoded wrongly.
//! Not here: the values of the vectors (see the parent module).

use super::{T1, T2, T3, T4, T5, T6, T7, T8, cp1251};
use documents::payment_qr::{Encoding, Key, Payment, ReadError, WriteError, read, read_text};
use domain::{Money, Period};
use encoding_rs::{KOI8_R, SHIFT_JIS, WINDOWS_1251, WINDOWS_1252};

#[test]
fn another_separator_is_read_and_the_usual_one_written() {
    let said = read(&T4.bytes()).unwrap();
    assert_eq!((said.separator, said.get(&Key::BankName)), ('#', Some("ОАО | \"БАНК\"")));
    let written = Payment::try_from(&said).unwrap().write(Encoding::Utf8).unwrap();
    assert_eq!(read(&written).unwrap().get(&Key::BankName), Some("ОАО / \"БАНК\""));
}

#[test]
fn required_fields_out_of_order_are_read_and_said_to_be_so() {
    for (vector, in_order) in [(&T1, true), (&T3, true), (&T4, true), (&T7, true), (&T8, false)] {
        assert_eq!(read(&vector.bytes()).unwrap().in_order, in_order, "{}", vector.0);
    }
    assert!(!read(b"ST00012|Name=A|BIC=044525225").unwrap().in_order);
}

#[test]
fn all_fields_of_a_real_receipt_are_kept_in_their_order() {
    let said = read(&T7.bytes()).unwrap();
    let keys: Vec<_> = said.fields.iter().map(|(key, _)| key.name()).collect();
    assert_eq!(keys[5..10], ["Sum", "Purpose", "PayeeINN", "KPP", "LastName"]);
    assert_eq!(said.paym_period(), Some("2026-04".parse().unwrap()));
    assert_eq!(said.get(&Key::PayerInn), None, "an empty field is an absent one");
}

#[test]
fn what_is_no_payment_code_is_refused_with_its_reason() {
    let body = "|Name=A|PersonalAcc=1";
    for (header, error) in [
        ("SA00012", ReadError::NotAPayment),
        ("ST00022", ReadError::Version),
        ("ST10012", ReadError::Version),
        ("ST00010", ReadError::Encoding),
        ("ST00014", ReadError::Encoding),
        ("https://pay.example/?st=00012", ReadError::NotAPayment),
    ] {
        let text = format!("{header}{body}");
        assert_eq!(read(text.as_bytes()), Err(error), "{text}");
        assert_eq!(read_text(&text), Err(error), "{text}");
    }
    for (text, error) in [
        ("", ReadError::NotAPayment),
        ("ST", ReadError::NotAPayment),
        ("ST00012", ReadError::Empty),
        ("ST00012|", ReadError::Empty),
        ("ST00012||||", ReadError::Empty),
        ("ST00012|=|asdf|Field=Null|Field= |=x", ReadError::Empty),
        ("ST00012Name=A", ReadError::Separator),
        ("ST00012=Name=A", ReadError::Separator),
        ("ST00012|Name=\u{fffd}\u{fffd}\u{fffd}", ReadError::Damaged),
    ] {
        assert_eq!(read(text.as_bytes()), Err(error), "{text}");
        assert_eq!(read_text(text), Err(error), "{text}");
    }
    assert_eq!(read(&cp1251("ST00012|Name=ООО")), Err(ReadError::Damaged), "windows-1251 that claims to be UTF-8");
    assert_eq!(read(&vec![b'a'; 10_000]), Err(ReadError::TooLong));
    assert_eq!(read_text(&"ST00012|Name=A".repeat(9999)), Err(ReadError::TooLong));
}

#[test]
fn carelessly_written_codes_are_read() {
    let text =
        "ST00012||nAmE= ООО  Ромашка ||peRSonALacC=40702810138250123017|Sum=Null|=|asdf|calc=1=2|BankName==ОАО=|KPP=null|||";
    let said = read(text.as_bytes()).unwrap();
    assert_eq!(said.name(), Some("ООО Ромашка"));
    assert_eq!(said.personal_acc(), Some("40702810138250123017"));
    assert_eq!(said.get(&Key::Other("calc".into())), Some("1=2"), "unknown keys stay, and only the first = splits");
    assert_eq!(said.get(&Key::BankName), Some("=ОАО="));
    assert_eq!((said.sum(), said.get(&Key::Kpp), said.fields.len()), (None, None, 4));
}

#[test]
fn a_sum_is_whole_kopecks_or_none() {
    for (sum, read_as) in [
        ("381630", Some(381_630)),
        ("0", Some(0)),
        ("999999999999999999", Some(999_999_999_999_999_999)),
        ("3816.30", None),
        ("3816,30", None),
        ("100000.00", None),
        ("3816 30", None),
        ("-5", None),
        ("+5", None),
        ("9999999999999999999", None),
        ("٣", None),
    ] {
        let text = format!("ST00012|Name=A|Sum={sum}");
        assert_eq!(read(text.as_bytes()).unwrap().sum(), read_as.map(Money), "{sum}");
        assert_eq!(read_text(&text).unwrap().sum(), read_as.map(Money), "{sum}");
    }
    let mut stray = cp1251(&T1.0.replace("ST00012", "ST00011"));
    stray.extend([0xA7, 0x0A]);
    let said = read(&stray).unwrap();
    assert_eq!((said.name(), said.sum()), (Some("ООО «Три кита»"), None), "stray bytes after the sum");
}

#[test]
fn a_month_is_read_in_the_forms_that_are_in_use() {
    for (text, month) in [
        ("092026", Some("2026-09")),
        ("202609", Some("2026-09")),
        ("202012", Some("2020-12")),
        ("102020", Some("2020-10")),
        ("09.2026", Some("2026-09")),
        ("62015", Some("2015-06")),
        ("132026", None),
        ("002026", None),
        ("9.2026", None),
        ("2026", None),
        ("сентябрь", None),
        ("+92026", None),
    ] {
        let said = read(format!("ST00012|PaymPeriod={text}").as_bytes()).unwrap();
        assert_eq!(said.paym_period(), month.map(|month| month.parse::<Period>().unwrap()), "{text}");
    }
}

#[test]
fn a_field_given_twice_with_different_values_has_none() {
    let twice =
        "ST00012|Name=A|PersonalAcc=40702810138250123017|PERSONALACC=40702810952090030727|BIC=044525225|BIC=044525225";
    let said = read(twice.as_bytes()).unwrap();
    assert_eq!((said.personal_acc(), said.bic()), (None, Some("044525225")));
    assert!(said.contradicts_itself());
    assert!(!read(&T7.bytes()).unwrap().contradicts_itself());
}

#[test]
fn koi8_is_read_and_never_written() {
    let text = T1.0.replace("ST00012", "ST00013").replace(['«', '»'], "'");
    let (bytes, _, lacking) = KOI8_R.encode(&text);
    assert!(!lacking);
    let said = read(&bytes).unwrap();
    assert_eq!((said.encoding, said.name()), (Encoding::Koi8R, Some("ООО 'Три кита'")));
    assert_eq!(Payment::try_from(&said).unwrap().write(Encoding::Koi8R), Err(WriteError::NotWritten));
}

#[test]
fn text_that_was_decoded_wrongly_is_put_right() {
    for vector in [&T1, &T2, &T5, &T6, &T7] {
        let as_1251 = format!("ST00011{}", &vector.0[7..]);
        let bytes = cp1251(&as_1251);
        let latin1: String = bytes.iter().map(|&byte| char::from(byte)).collect();
        let (win1252, _) = WINDOWS_1252.decode_without_bom_handling(&bytes);
        let (utf8_as_1251, _) = WINDOWS_1251.decode_without_bom_handling(vector.0.as_bytes());
        let utf8_as_latin1: String = vector.0.bytes().map(char::from).collect();
        let (utf8_as_1252, _) = WINDOWS_1252.decode_without_bom_handling(vector.0.as_bytes());
        let right = read_text(vector.0).unwrap();
        for (way, text) in [
            ("1251 as Latin-1", latin1.as_str()),
            ("1251 as 1252", win1252.as_ref()),
            ("UTF-8 as 1251", utf8_as_1251.as_ref()),
            ("UTF-8 as Latin-1", utf8_as_latin1.as_str()),
            ("UTF-8 as 1252", utf8_as_1252.as_ref()),
        ] {
            assert_ne!(text, vector.0);
            assert_eq!(read_text(text).unwrap().fields, right.fields, "{way}: {text}");
        }
    }
    // What scanners of phones make of windows-1251 where the bytes allow it.
    let bytes = cp1251("ST00011|Name=ТСЖ|BIC=046015602|");
    let katakana = SHIFT_JIS.decode(&bytes).0;
    assert_eq!(read_text(&katakana).unwrap().name(), Some("ТСЖ"), "{katakana}");
    // Foreign but right names stay as they are.
    for name in ["ТОВ «Київводоканал»", "Müller & Söhne", "Қазақстан су", "ООО 🏠 Дом"]
    {
        assert_eq!(read_text(&format!("ST00012|Name={name}|BIC=044525225")).unwrap().name(), Some(name));
    }
}

#[test]
fn pasted_text_is_read_with_its_spaces_case_and_broken_lines() {
    let text = "\u{feff}\n  «";
    assert!(read_text(text).is_err());
    let text = "\u{feff}\r\n  st00012 | name = ООО «Три\r\n кита» |personalacc=40702810 1382\n50123017|BIC=0445\n25225\n|sum=1000|  \n";
    let said = read_text(text).unwrap();
    assert_eq!(said.name(), Some("ООО «Три кита»"));
    assert_eq!((said.personal_acc(), said.bic()), (Some("40702810138250123017"), Some("044525225")));
    assert_eq!(said.sum(), Some(Money(1000)));
    let lines = read_text("ST00012\r\nName=A\r\nBIC=044525225\r\n").unwrap();
    assert_eq!((lines.name(), lines.bic()), (Some("A"), Some("044525225")));
}
