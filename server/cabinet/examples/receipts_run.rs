//! Lays out a receipt for every account of a register and forgets it: `receipts_run REGISTER SUPPLIERS SAMPLES_FOLDER`.
//! Not here: the database and publishing (see `make bench`, which runs this).
//!
//! Prints: receipts, their sum, CPU milliseconds a receipt, peak megabytes, mean and greatest number of bytes.

use documents::content::{Agent, Face, Joint, Line, Mark, Part, Payee, Payer, Receipt};
use documents::payment_qr::{ReceiptFacts, for_receipt};
use documents::pdf::Typesetter;
use documents::seal::{SigningKey, seal_pdf};
use domain::account::Address;
use domain::{AccountNumber, CheckCode, Date, Mode, Money, QrOptions, Supplier, date};
use registers::{RegisterLine, RegisterReader, read_suppliers};
use std::error::Error;
use std::fs::File;
use std::path::{Path, PathBuf};

/// Every so manieth receipt is kept, to be looked at by other programs.
const SAMPLE_EVERY: u64 = 10_007;
const SITE: &str = "https://kvitok.example";
const ISSUED: Date = Date { year: 2026, month: 10, day: 1 };

/// What receipts are made with, and what has come of it.
struct Run {
    suppliers: Vec<Supplier>,
    typesetter: Typesetter,
    key: SigningKey,
    samples: PathBuf,
    receipts: u64,
    sum: Money,
    bytes: u64,
    greatest: usize,
}

fn agent() -> Agent {
    Agent {
        name: "Единый расчётный центр".to_owned(),
        phone: "8 800 555-01-02".to_owned(),
        hours: "пн–пт 8:00–20:00, сб 9:00–15:00".to_owned(),
        email: "info@kvitok.example".to_owned(),
        office: "655017, Абакан, ул. Щетинкина, 20".to_owned(),
        site: SITE.to_owned(),
    }
}

fn agent_payee() -> Payee {
    Payee {
        name: "ООО «Единый расчётный центр (учебный)»".to_owned(),
        short_name: "Единый расчётный центр".to_owned(),
        inn: "1901199908".to_owned(),
        kpp: "190101001".to_owned(),
        bic: "049514608".to_owned(),
        bank: "Абаканское отделение № 8602 ПАО «Учебный банк»".to_owned(),
        account: "40702810302710009999".to_owned(),
        corr_account: "30101810500000000608".to_owned(),
        phone: "8 800 555-01-02".to_owned(),
    }
}

/// A receipt without its parts.
fn head(line: &RegisterLine) -> Receipt {
    let number = AccountNumber::parse(line.account).expect("the reader lets no other number through");
    let address = Address {
        city: line.city.to_owned(),
        street: line.street.to_owned(),
        house: line.house.to_owned(),
        flat: line.flat.to_owned(),
    };
    Receipt {
        face: Face::Electronic,
        period: line.period,
        version: 1,
        issued: ISSUED,
        pay_by: date::pay_by(line.period),
        agent: agent(),
        payer: Payer {
            number: number.spaced(),
            els: line.els.to_owned(),
            address: address.one_line(),
            holder: line.holder.to_owned(),
            area: line.area,
            residents: line.residents,
        },
        parts: Vec::new(),
        elsewhere: Vec::new(),
        joint: None,
        mark: None,
        pay_url: None,
    }
}

impl Run {
    fn add(&self, receipt: &mut Receipt, line: &RegisterLine) -> Result<(), Box<dyn Error>> {
        let place = receipt.parts.iter().position(|part| part.payee.inn == line.supplier_inn);
        let place = match place {
            Some(place) => place,
            None => {
                let supplier = self.suppliers.iter().find(|supplier| supplier.inn.as_str() == line.supplier_inn);
                let supplier = supplier.ok_or("a supplier is missing in the suppliers file")?;
                let way = if supplier.electronic_from.is_some() { Mode::Electronic } else { Mode::Paper };
                let part = Part { payee: supplier.into(), way, lines: Vec::new(), total: Money::ZERO, qr: None };
                receipt.parts.push(part);
                receipt.parts.len() - 1
            }
        };
        let part = &mut receipt.parts[place];
        part.total += line.sums.total;
        part.lines.push(Line {
            service: line.service.to_owned(),
            unit: line.unit.to_owned(),
            volume: line.volume,
            tariff: line.tariff,
            sums: line.sums,
            details: line.details.to_owned(),
        });
        Ok(())
    }

    /// Adds the codes, lays out, seals, counts.
    fn finish(&mut self, receipt: &mut Receipt) -> Result<(), Box<dyn Error>> {
        let mut hash = [0; 32];
        hash[..8].copy_from_slice(&self.receipts.wrapping_mul(0x9E37_79B9_7F4A_7C15).to_be_bytes());
        let code = CheckCode::from_hash(&hash);
        let number: String = receipt.payer.number.split_whitespace().collect();
        let qr = |payee: &Payee, sum: Money| {
            let facts = ReceiptFacts {
                pers_acc: &number,
                period: receipt.period,
                sum,
                purpose: None,
                code: Some(code),
                issued: receipt.issued,
                pay_by: receipt.pay_by,
                payer_name: &receipt.payer.holder,
                payer_address: &receipt.payer.address,
            };
            for_receipt(payee, &QrOptions::default(), &facts).ok()
        };
        let codes: Vec<_> = receipt.parts.iter().map(|part| qr(&part.payee, part.total)).collect();
        let total = receipt.total();
        let (payee, joint) = (agent_payee(), qr(&agent_payee(), total));
        for (part, qr) in receipt.parts.iter_mut().zip(codes) {
            part.qr = qr;
        }
        receipt.joint = joint.map(|qr| Joint { payee, total, qr });
        receipt.mark = Some(Mark { code, url: format!("{SITE}/check/{}", code.compact()) });
        receipt.pay_url = Some(format!("{SITE}/pay/{}", code.compact()));

        let mut id = [0; 16];
        id[..8].copy_from_slice(&hash[..8]);
        let pdf = seal_pdf(self.typesetter.receipt(receipt), &self.key, id)?;
        if self.receipts.is_multiple_of(SAMPLE_EVERY) {
            std::fs::write(self.samples.join(format!("{number}.pdf")), &pdf)?;
        }
        self.receipts += 1;
        self.sum += total;
        self.bytes += pdf.len() as u64;
        self.greatest = self.greatest.max(pdf.len());
        Ok(())
    }
}

/// Processor time of this thread in milliseconds, where the system tells it.
fn cpu() -> Result<f64, Box<dyn Error>> {
    let text = std::fs::read_to_string("/proc/thread-self/schedstat")?;
    Ok(text.split(' ').next().unwrap_or_default().parse::<f64>()? / 1e6)
}

/// The most memory this process ever held, in megabytes.
fn peak() -> Result<u64, Box<dyn Error>> {
    let status = std::fs::read_to_string("/proc/self/status")?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:")).ok_or("no VmHWM")?;
    Ok(line.trim().trim_end_matches(" kB").parse::<u64>()? / 1024)
}

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [register, suppliers, samples] = arguments.as_slice() else {
        return Err("usage: receipts_run REGISTER SUPPLIERS SAMPLES_FOLDER".into());
    };
    let before = cpu()?;
    let mut run = Run {
        suppliers: read_suppliers(File::open(suppliers)?).map_err(|problems| problems.to_string())?.suppliers,
        typesetter: Typesetter::new(),
        key: SigningKey::from_seed(1, [7; 32]),
        samples: Path::new(samples).to_owned(),
        receipts: 0,
        sum: Money::ZERO,
        bytes: 0,
        greatest: 0,
    };
    let mut reader = RegisterReader::open(File::open(register)?)?;
    let mut open: Option<(String, Receipt)> = None;
    while let Some(line) = reader.next_line() {
        let line = line?;
        if let Some((_, mut receipt)) = open.take_if(|(account, _)| account != line.account) {
            run.finish(&mut receipt)?;
        }
        let (_, receipt) = open.get_or_insert_with(|| (line.account.to_owned(), head(&line)));
        run.add(receipt, &line)?;
    }
    if let Some((_, mut receipt)) = open {
        run.finish(&mut receipt)?;
    }
    // A register has fewer receipts than 2⁵²: nothing is lost.
    #[expect(clippy::cast_precision_loss, reason = "see above")]
    let milliseconds = (cpu()? - before) / run.receipts as f64;
    println!("{} {} {milliseconds:.3} {} {} {}", run.receipts, run.sum.0, peak()?, run.bytes / run.receipts, run.greatest);
    Ok(())
}
