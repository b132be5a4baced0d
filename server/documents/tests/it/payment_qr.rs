//! Payment QR codes: the vectors of the field, each with the length and the hash of its bytes.
//! Not here: the picture (see `symbol`).

use documents::payment_qr::{Encoding, Payment, read, read_text};
use domain::{Inn, Money};
use encoding_rs::WINDOWS_1251;
use sha2::{Digest, Sha256};

mod reading;
mod requisites;
mod writing;

/// A vector: its text, the length of its bytes and the first eight bytes of their SHA-256. Persons are invented.
struct Vector(&'static str, usize, &'static str);

const T1: Vector = Vector(
    "ST00012|Name=ООО «Три кита»|PersonalAcc=40702810138250123017|BankName=ОАО \"БАНК\"|BIC=044525225|CorrespAcc=30101810400000000225|PayeeINN=6200098765|LastName=Иванов|FirstName=Иван|MiddleName=Иванович|Purpose=Оплата членского взноса|PayerAddress=г.Рязань ул.Ленина д.10 кв.15|Sum=100000",
    359,
    "3c979eb9ec2858d0",
);
const T2: Vector = Vector(
    "ST00012|Name=АНО \"Танцующий Петербург\"|PersonalAcc=40703810990200000032|BankName=ПАО \"БАНК \"САНКТ-ПЕТЕРБУРГ\"|BIC=044030790|CorrespAcc=30101810900000000790|KPP=780201001|PayeeINN=7802532605|Purpose=Оплата за участие в Swing & Snow 2022 REG 6821320/1106|Sum=225000",
    320,
    "68a4e0914b849517",
);
const T3: Vector = Vector(
    "ST00012|Name=ООО «Три кита»|PersonalAcc=40702810138250123017|BankName=ОАО \"БАНК\"|BIC=044525225|CorrespAcc=30101810965770000413|",
    146,
    "6eb4f33cfb8f4c67",
);
const T4: Vector = Vector(
    "ST00012#Name=ООО «Три кита»#PersonalAcc=40702810138250123017#BankName=ОАО | \"БАНК\"#BIC=044525225#CorrespAcc=30101810400000000225#",
    148,
    "4d30835109ca414c",
);
const T5: Vector = Vector(
    "ST00011|Name=ООО «УК ЭкоГрад»|PersonalAcc=40902830202010056769|BankName=ПАО СБЕРБАНК|BIC=048073601|CorrespAcc=30102110300320000206|PayeeINN=0524967340|persAcc=5018435412|payerAddress=ул.Ивана Спатара, д.14, кв.32|lastName=Иванов|firstName=Иван|middleName=Иванович|Sum=12351",
    273,
    "594cd4e27151a10a",
);
const T6: Vector = Vector(
    "ST00011|Name=ТСЖ \"АЛЬТАИР\"|PersonalAcc=40702810952090030727|BankName=ПАО Сбербанк|BIC=046015602|CorrespAcc=30101810600000000602|Sum=250000|PayeeINN=6163123641|persAcc=550016912",
    176,
    "ae8be90833a9dea8",
);
const T7: Vector = Vector(
    "ST00011|Name=ООО \"УК Трианон\"|PersonalAcc=40702810952090030727|BankName=ПАО Сбербанк|BIC=046015602|CorrespAcc=30101810600000000602|Sum=381630|Purpose=Оплата за ЖКУ|PayeeINN=6168108630|PayerINN=|KPP=616801001|lastName=Иванов|firstName=Иван|middleName=Иванович|payerAddress=344000, Ростовская обл, г Ростов-на-Дону, ул Примерная, д. 1, кв. 1|persAcc=987654331|paymPeriod=042026|category=001",
    388,
    "87d1ba788778c7bd",
);
const T8: Vector = Vector(
    "ST00011|Name=СРОО \"Саратовский центр СПО\"|PayeeINN=6450101120|KPP=645001001|PersonalAcc=40703810856000002997|BankName=ПАО Сбербанк|BIC=043601607|CorrespAcc=30101810200000000607|Purpose=На уставную деятельность, НДС не облагается|Sum=100000",
    239,
    "2db6dcd329b2edbd",
);

impl Vector {
    /// The bytes in the encoding of the header, checked against the length and the hash of the vector.
    fn bytes(&self) -> Vec<u8> {
        let bytes = match self.0.as_bytes()[6] {
            b'1' => cp1251(self.0),
            _ => self.0.as_bytes().to_vec(),
        };
        let hash = Sha256::digest(&bytes)[..8].iter().fold(0, |hash, &byte| hash << 8 | u64::from(byte));
        assert_eq!((bytes.len(), format!("{hash:016x}").as_str()), (self.1, self.2), "{}", self.0);
        bytes
    }
}

fn cp1251(text: &str) -> Vec<u8> {
    let (bytes, _, lacking) = WINDOWS_1251.encode(text);
    assert!(!lacking);
    bytes.into_owned()
}

/// What a vector says: name, account, BIC, correspondent account, INN, kopecks, the resident's account.
type Said =
    (&'static str, &'static str, &'static str, &'static str, Option<&'static str>, Option<i64>, Option<&'static str>);

#[test]
fn every_vector_is_read_for_what_it_says() {
    const TRIANON: &str = "40702810952090030727";
    const CORR: &str = "30101810600000000602";
    let whales = ("ООО «Три кита»", "40702810138250123017", "044525225");
    let cases: [(&Vector, Said); 8] = [
        (&T1, (whales.0, whales.1, whales.2, "30101810400000000225", Some("6200098765"), Some(100_000), None)),
        (
            &T2,
            (
                "АНО \"Танцующий Петербург\"",
                "40703810990200000032",
                "044030790",
                "30101810900000000790",
                Some("7802532605"),
                Some(225_000),
                None,
            ),
        ),
        (&T3, (whales.0, whales.1, whales.2, "30101810965770000413", None, None, None)),
        (&T4, (whales.0, whales.1, whales.2, "30101810400000000225", None, None, None)),
        (
            &T5,
            (
                "ООО «УК ЭкоГрад»",
                "40902830202010056769",
                "048073601",
                "30102110300320000206",
                Some("0524967340"),
                Some(12_351),
                Some("5018435412"),
            ),
        ),
        (&T6, ("ТСЖ \"АЛЬТАИР\"", TRIANON, "046015602", CORR, Some("6163123641"), Some(250_000), Some("550016912"))),
        (&T7, ("ООО \"УК Трианон\"", TRIANON, "046015602", CORR, Some("6168108630"), Some(381_630), Some("987654331"))),
        (
            &T8,
            (
                "СРОО \"Саратовский центр СПО\"",
                "40703810856000002997",
                "043601607",
                "30101810200000000607",
                Some("6450101120"),
                Some(100_000),
                None,
            ),
        ),
    ];
    for (vector, (name, account, bic, corr, inn, sum, pers_acc)) in cases {
        let said = read(&vector.bytes()).unwrap();
        assert_eq!(said.name(), Some(name));
        assert_eq!(said.personal_acc(), Some(account));
        assert_eq!(said.bic(), Some(bic));
        assert_eq!(said.corresp_acc(), Some(corr));
        assert_eq!(said.inn(), inn.map(|inn| Inn::parse(inn).unwrap()));
        assert_eq!(said.sum(), sum.map(Money));
        assert_eq!(said.pers_acc(), pers_acc);
        assert_eq!(read_text(vector.0).unwrap(), said, "as text");
    }
}

#[test]
fn vectors_in_the_writers_own_order_are_written_back_byte_for_byte() {
    for vector in [&T1, &T2, &T3, &T5, &T6, &T7] {
        let bytes = vector.bytes();
        let said = read(&bytes).unwrap();
        // The writer puts no separator at the end, no empty fields, and spells keys as the standard does.
        let mut expected = vector.0.trim_end_matches('|').replace("|PayerINN=|", "|");
        for key in ["PersAcc", "PayerAddress", "LastName", "FirstName", "MiddleName", "PaymPeriod", "Category"] {
            let lower = format!("|{}{}=", key[..1].to_lowercase(), &key[1..]);
            expected = expected.replace(&lower, &format!("|{key}="));
        }
        let written = Payment::try_from(&said).unwrap().write(said.encoding).unwrap();
        let expected = if said.encoding == Encoding::Utf8 { expected.into_bytes() } else { cp1251(&expected) };
        assert_eq!(written, expected);
    }
}
