//! What holds for any value: a written payment reads back, and no input makes a reader panic or a broken seal hold.
//! Not here: the vectors (see `payment_qr`) and systematic changes of a sealed file (see `seal`).

use crate::seal::{sealed, valid};
use documents::payment_qr::{Encoding, Key, Payment, WriteError, read, read_text};
use documents::seal::read_seal;
use proptest::prelude::*;

/// Text that the writer has nothing to clean from: no separator, control or doubled space.
fn plain_text() -> impl Strategy<Value = String> {
    "[a-zA-Zа-яА-ЯёЁ0-9«»№—„“\"'=#;:.,&()]{1,6}( [a-zA-Zа-яА-ЯёЁ0-9«»№—\"=#;.,&]{1,6}){0,3}"
}

fn payment() -> impl Strategy<Value = Payment> {
    let optional = proptest::sample::subsequence(
        vec![Key::Purpose, Key::PersAcc, Key::Category, Key::LastName, Key::PayerAddress, Key::Other("KaznAcc".into())],
        0..=6,
    );
    let names = (plain_text(), plain_text(), proptest::collection::vec(plain_text(), 6));
    (names, "[1-9][0-9]{19}", "0[0-9]{8}", "[0-9]{20}", 1..=999_999_999_i64, optional).prop_map(
        |((name, bank_name, values), personal_acc, bic, corresp_acc, sum, keys)| Payment {
            name,
            personal_acc,
            bank_name,
            bic,
            corresp_acc,
            fields: std::iter::once((Key::Sum, sum.to_string())).chain(keys.into_iter().zip(values)).collect(),
        },
    )
}

proptest! {
    #[test]
    fn a_written_payment_reads_back(payment in payment(), utf8: bool) {
        let encoding = if utf8 { Encoding::Utf8 } else { Encoding::Windows1251 };
        let bytes = payment.write(encoding).unwrap();
        let said = read(&bytes).unwrap();
        prop_assert_eq!((said.encoding, said.separator, said.in_order), (encoding, '|', true));
        prop_assert_eq!(Payment::try_from(&said).unwrap(), payment);
    }

    #[test]
    fn any_value_whatever_is_written_within_the_format_or_refused(
        name: String, bank_name: String, purpose: String, pers_acc: String, utf8: bool,
    ) {
        let encoding = if utf8 { Encoding::Utf8 } else { Encoding::Windows1251 };
        let fields = vec![(Key::Purpose, purpose), (Key::PersAcc, pers_acc), (Key::TechCode, "02".into())];
        let (bic, account, corr) = ("044525225", "40702810138250123017", "30101810400000000225");
        let payment = Payment {
            name, bank_name, fields, personal_acc: account.into(), bic: bic.into(), corresp_acc: corr.into(),
        };
        match payment.write(encoding) {
            Ok(bytes) => {
                let said = read(&bytes).unwrap();
                prop_assert!(said.in_order && !said.contradicts_itself());
                prop_assert_eq!((said.bic(), said.personal_acc(), said.corresp_acc()), (Some(bic), Some(account), Some(corr)));
                prop_assert_eq!(said.get(&Key::TechCode), Some("02"));
                let block = bytes.split(|&b| b == b'|').skip(1).take(5).map(|field| field.len() + 1).sum::<usize>() - 1;
                prop_assert!(block <= 300);
            }
            Err(error) => prop_assert!(
                matches!(error, WriteError::Missing(_) | WriteError::Letter(_) | WriteError::Form(_) | WriteError::TooMuch)
            ),
        }
    }

    #[test]
    fn the_text_of_any_written_payment_survives_a_wrong_decoding(payment in payment()) {
        let bytes = payment.write(Encoding::Windows1251).unwrap();
        let misread: String = bytes.iter().map(|&byte| char::from(byte)).collect();
        let said = read_text(&misread).unwrap();
        prop_assert_eq!(said.bic(), Some(payment.bic.as_str()));
        prop_assert_eq!(said.personal_acc(), Some(payment.personal_acc.as_str()));
    }

    #[test]
    fn no_bytes_make_a_reader_panic(header in "(ST0001[0-4]|)", bytes: Vec<u8>, text: String) {
        let all = [header.as_bytes(), &bytes].concat();
        let accessors = |said: &documents::payment_qr::ReadPayment| {
            let _ = (said.sum(), said.paym_period(), said.inn(), said.bic(), said.contradicts_itself());
        };
        let _ = read(&all).map(|said| accessors(&said));
        let _ = read_text(&format!("{header}{text}")).map(|said| accessors(&said));
        let period = format!("ST00012|PaymPeriod={}|Sum={text}", text.replace('|', ""));
        let _ = read_text(&period).map(|said| accessors(&said));
        prop_assert_eq!(read_seal(&all), None);
    }

    #[test]
    fn no_mutation_of_a_sealed_file_holds(
        at in any::<proptest::sample::Index>(), until in any::<proptest::sample::Index>(), put in any::<Vec<u8>>(),
    ) {
        let original = sealed();
        let (a, b) = (at.index(original.len() + 1), until.index(original.len() + 1));
        let mut changed = original.to_vec();
        changed.splice(a.min(b)..a.max(b), put);
        prop_assert_eq!(valid(&changed), changed == original);
    }

    #[test]
    fn no_line_in_place_of_the_seal_panics_or_holds(line in "%KVITOK-SEAL 1 [0-9+-]{0,21} [0-9a-f]{0,33} [-_0-9A-Za-z=я]{0,88}") {
        let pdf = format!("%PDF-1.7\n{line}\nstartxref\n0\n%%EOF\n");
        prop_assert!(!valid(pdf.as_bytes()));
    }
}
