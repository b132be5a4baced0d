//! A workbook of the ГИС ЖКХ template made of a register: for the demo, the tests and the measurements.
//! Not here: what the state system itself would check in it.

use super::write::{XlsxWriteError, double};
use crate::problem::{FileProblems, Problems};
use crate::register::{RegisterLine, RegisterReader};
use domain::charge::{Sums, VolumeMethod};
use domain::{Money, Supplier};
use rust_xlsxwriter::{Format, FormatAlign, Workbook, Worksheet, XlsxError};
use std::io::{Read, Seek, Write};

/// Section, group and name of a column, as the template has them; empty where the cell below reaches up.
pub type Head = [&'static str; 3];

const PAYER: &str = "Раздел 1. Сведения о плательщике. Раздел 2. Информация для внесения платы";
const CHARGES: &str = "Раздел 3. Расчет размера платы за содержание жилого помещения и коммунальные услуги";
const REFERENCE: &str = "Раздел 4. Справочная информация";
const RECALCULATIONS: &str = "Раздел 5. Сведения о перерасчетах (доначисления +, уменьшения -)";
const INSTALMENTS: &str = "Раздел 6. Расчет суммы к оплате с учетом рассрочки платежа";
const INDIVIDUAL: &str = "Объем услуг - индивидуальное потребление";
const COMMON: &str = "Объем услуг - общедомовые нужды";
const READINGS: &str = "Текущие показания приборов учета коммунальных ресурсов";
const HOUSE: &str = "Суммарный объем коммунальных ресурсов в доме";

/// The columns of «Разделы 1-2».
pub const DOCUMENTS: [Head; 18] = [
    ["", "", "Идентификатор ЖКУ"],
    ["", "", "Тип ПД"],
    ["", "", "Номер платежного документа"],
    ["", "", "Расчетный период (ММ.ГГГГ)"],
    [PAYER, "", "Общая площадь для ЛС"],
    [PAYER, "", "Количество проживающих"],
    [PAYER, "", "Сумма к оплате за расчетный период, руб. (по всему платежному документу)"],
    [PAYER, "", "Задолженность за предыдущие периоды"],
    [PAYER, "", "Аванс на начало расчетного периода"],
    [PAYER, "", "Оплачено денежных средств, руб."],
    [PAYER, "", "Итого к оплате за расчетный период c учетом задолженности/переплаты, руб. (по всему платежному документу)"],
    [PAYER, "", "БИК банка"],
    [PAYER, "", "Расчетный счет"],
    ["", "Поставщик услуги", "ОГРН"],
    ["", "Поставщик услуги", "КПП"],
    ["", "", "Номер платежного реквизита"],
    ["", "", "Итого к оплате по неустойкам и судебным издержкам, руб."],
    ["", "", "Дополнительная информация"],
];

/// The columns of «Разделы 3-6».
pub const SERVICES: [Head; 22] = [
    ["", "", "Номер платежного документа"],
    ["", "", "Услуга"],
    [CHARGES, "", "Единица измерения"],
    [CHARGES, INDIVIDUAL, "Способ определения объемов КУ"],
    [CHARGES, INDIVIDUAL, "Объем, площадь, количество"],
    [CHARGES, COMMON, "Способ определения объемов КУ"],
    [CHARGES, COMMON, "Объем, площадь, количество"],
    [CHARGES, "", "Тариф руб./еди-ница измерения Размер платы на кв. м, руб."],
    [CHARGES, "", "Всего на-числено за расчетный период, руб."],
    [CHARGES, "", "Перерасчеты всего, руб."],
    [CHARGES, "", "Льготы, субсидии, руб."],
    [REFERENCE, "Норматив потребления коммунальных ресурсов", "в жилых помеще-ниях"],
    [REFERENCE, READINGS, "индиви-дуальных (квартир-ных)"],
    [REFERENCE, READINGS, "коллек-тивных (общедо-мовых)"],
    [REFERENCE, HOUSE, "в помеще-ниях дома"],
    [REFERENCE, HOUSE, "в целях содержания общего имущества"],
    [RECALCULATIONS, "", "Основания перерасчетов"],
    [RECALCULATIONS, "", "Сумма, руб."],
    [INSTALMENTS, "Сумма платы с учетом рассрочки платежа", "от платы за предыдущие расчетные периоды"],
    ["", "Итого к оплате за расчетный период, руб.", "Всего"],
    ["", "Итого к оплате за расчетный период, руб.", "в т. ч. за ком. усл. - индивид. потребление"],
    ["", "", "Номер платежного реквизита"],
];

/// Rows of the header.
const HEADER: u32 = 3;

/// Writes a register, given as text, as a workbook of the template and says how many documents that makes. Lines of an
/// account that stand together make a document with a row for each supplier; accounts without a unified number are left
/// out, for the template has no other name for them.
pub fn write_gis(register: impl Read, suppliers: &[Supplier], out: impl Write + Seek + Send) -> Result<u64, XlsxWriteError> {
    let file = |error| XlsxWriteError::Register(FileProblems::File(error));
    let mut reader = RegisterReader::open(register).map_err(file)?;
    let mut book = Workbook::new();
    for (name, heads) in [("Разделы 1-2", &DOCUMENTS[..]), ("Разделы 3-6", &SERVICES[..])] {
        write_header(book.add_worksheet().set_name(name)?, heads)?;
    }
    let mut sample = Sample { book, suppliers, next: [HEADER; 2], account: String::new(), parts: Vec::new(), documents: 0 };
    while let Some(line) = reader.next_line() {
        let line = line.map_err(|error| {
            let mut problems = Problems::default();
            problems.push(error);
            XlsxWriteError::Register(FileProblems::Rows(problems))
        })?;
        if !line.els.is_empty() {
            sample.line(&line)?;
        }
    }
    sample.end_document()?;
    sample.book.save_to_writer(out)?;
    Ok(sample.documents)
}

/// Writes a header of three rows.
pub fn write_header(sheet: &mut Worksheet, heads: &[Head]) -> Result<(), XlsxError> {
    let format = Format::new().set_text_wrap().set_bold().set_align(FormatAlign::Center);
    let mut put = |top: u32, left: usize, bottom: u32, right: usize, text: &str| {
        let column = |at: usize| u16::try_from(at).expect("a template has few columns");
        if (top, left) == (bottom, right) {
            sheet.write_string_with_format(top, column(left), text, &format).map(|_| ())
        } else {
            sheet.merge_range(top, column(left), bottom, column(right), text, &format).map(|_| ())
        }
    };
    for level in 0..2 {
        let mut at = 0;
        while at < heads.len() {
            let same = heads[at..].iter().take_while(|head| head[..=level] == heads[at][..=level]).count();
            if !heads[at][level].is_empty() {
                let level_row = u32::try_from(level).expect("two levels");
                put(level_row, at, level_row, at + same - 1, heads[at][level])?;
            }
            at += same;
        }
    }
    for (at, head) in heads.iter().enumerate() {
        let top = match head {
            ["", "", _] => 0,
            [_, "", _] => 1,
            _ => 2,
        };
        put(top, at, 2, at, head[2])?;
    }
    Ok(())
}

/// What one supplier asks for in the document that is being written.
struct Part {
    supplier: usize,
    sums: Sums,
}

struct Sample<'a> {
    book: Workbook,
    suppliers: &'a [Supplier],
    /// The next row of each sheet.
    next: [u32; 2],
    account: String,
    parts: Vec<(Part, Owned)>,
    documents: u64,
}

/// What the rows of a document repeat.
#[derive(Clone)]
struct Owned {
    els: String,
    period: String,
    area: f64,
    residents: f64,
}

impl Sample<'_> {
    fn line(&mut self, line: &RegisterLine) -> Result<(), XlsxError> {
        if self.account != line.account {
            self.end_document()?;
            line.account.clone_into(&mut self.account);
        }
        let Some(supplier) = self.suppliers.iter().position(|s| s.inn.as_str() == line.supplier_inn) else { return Ok(()) };
        let part = self.parts.iter().position(|(part, _)| part.supplier == supplier).unwrap_or_else(|| {
            let owned = Owned {
                els: line.els.to_owned(),
                period: format!("{:02}.{}", line.period.month(), line.period.year()),
                area: double(line.area.0) / 1e6,
                residents: double(line.residents),
            };
            self.parts.push((Part { supplier, sums: Sums::default() }, owned));
            self.parts.len() - 1
        });
        let sums = &mut self.parts[part].0.sums;
        sums.opening += line.sums.opening;
        sums.charged += line.sums.charged + line.sums.recalculation - line.sums.benefit;
        sums.penalty += line.sums.penalty;
        sums.paid += line.sums.paid;
        sums.total += line.sums.total;
        self.service(line, part)
    }

    fn number(&self, period: &str) -> String {
        format!("{}-{}", self.account, period.replace('.', ""))
    }

    fn service(&mut self, line: &RegisterLine, part: usize) -> Result<(), XlsxError> {
        let number = self.number(&self.parts[part].1.period);
        let row = self.next[1];
        self.next[1] += 1;
        let sheet = self.book.worksheet_from_index(1)?;
        let mut texts = |column, text: &str| match text {
            "" => Ok(()),
            text => sheet.write_string(row, column, text).map(|_| ()),
        };
        texts(0, &number)?;
        texts(1, line.service)?;
        texts(2, line.unit)?;
        texts(
            3,
            match line.details.method {
                Some(VolumeMethod::Meter) => "Прибор учета",
                Some(VolumeMethod::Norm) => "Норматив",
                Some(VolumeMethod::Other) => "Иное",
                None => "",
            },
        )?;
        texts(16, line.details.recalculation_reason.unwrap_or_default())?;
        texts(21, &(part + 1).to_string())?;
        let sums = &line.sums;
        let (details, millionths) = (&line.details, |decimal: domain::Decimal| double(decimal.0) / 1e6);
        let numbers = [
            (4, Some(millionths(line.volume))),
            (7, Some(millionths(line.tariff))),
            (8, Some(kopecks(sums.charged))),
            (9, Some(kopecks(sums.recalculation))),
            (10, Some(kopecks(sums.benefit))),
            (11, details.norm.map(millionths)),
            (12, details.reading_now.map(millionths)),
            (13, details.house_reading.map(millionths)),
            (14, details.house_volume.map(millionths)),
            (18, details.instalment.map(kopecks)),
            (19, Some(kopecks(sums.charged + sums.recalculation - sums.benefit))),
        ];
        for (column, number) in numbers {
            if let Some(number) = number {
                sheet.write_number(row, column, number)?;
            }
        }
        Ok(())
    }

    fn end_document(&mut self) -> Result<(), XlsxError> {
        let parts = std::mem::take(&mut self.parts);
        self.documents += u64::from(!parts.is_empty());
        for (at, (part, owned)) in parts.iter().enumerate() {
            let supplier = &self.suppliers[part.supplier];
            let number = self.number(&owned.period);
            let (row, requisite) = (self.next[0], (at + 1).to_string());
            self.next[0] += 1;
            let sheet = self.book.worksheet_from_index(0)?;
            for (column, text) in [
                (0, format!("{}-01", owned.els).as_str()),
                (1, "Текущий"),
                (2, &number),
                (3, &owned.period),
                (11, &supplier.bic),
                (12, &supplier.account),
                (14, &supplier.kpp),
                (15, &requisite),
            ] {
                sheet.write_string(row, column, text)?;
            }
            let sums = &part.sums;
            for (column, number) in [
                (4, owned.area),
                (5, owned.residents),
                (6, kopecks(sums.charged)),
                (7, kopecks(sums.opening.max(Money::ZERO))),
                (8, kopecks((-sums.opening).max(Money::ZERO))),
                (9, kopecks(sums.paid)),
                (10, kopecks(sums.total)),
                (16, kopecks(sums.penalty)),
            ] {
                sheet.write_number(row, column, number)?;
            }
        }
        Ok(())
    }
}

fn kopecks(sum: Money) -> f64 {
    double(sum.0) / 100.0
}
