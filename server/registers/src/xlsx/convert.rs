//! Payment documents of the ГИС ЖКХ template as a canonical register, which then goes the ordinary way.
//! Not here: reading of the workbook (see `gis`).
//!
//! The template has debt, advance, payments and penalties by document and payee, a register has them by service. They go to
//! the payee's first service in the document: the sums by account and payee, which is what is paid, stay exact.
//!
//! Payments are told apart by what the document asks for in all. Where that is `services + debt − advance + penalties −
//! paid`, the debt is that of the month's start. Where it is the same without `paid`, the debt is what was left after the
//! payments: then `opening = debt − advance + paid`, so that both are seen and the line adds up. A document in advance may
//! ask for 0 in place of a sum below zero. If only the first row of a document has such sums, they are the document's.

use super::cells::error;
use super::gis::{GisDocument, GisFile, GisPart, GisRow};
use super::template::{document as doc, service as svc};
use crate::details::Details;
use crate::problem::{FileProblems, Problems, RowError, RowErrorKind, shorten};
use crate::register::RegisterLine;
use crate::writer::RegisterWriter;
use domain::charge::Sums;
use domain::{Inn, Money};
use std::collections::{HashMap, HashSet};
use std::sync::Arc;

/// What the cabinet knows of an account and the template does not say.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct AccountFacts {
    /// The account's number.
    pub number: String,
    /// The unified number.
    pub els: String,
    /// `Абакан`.
    pub city: String,
    /// `ул. Щетинкина`, or empty.
    pub street: String,
    /// `12а`.
    pub house: String,
    /// `3`, or empty.
    pub flat: String,
    /// Who holds the account, or empty.
    pub holder: String,
}

impl GisFile {
    /// Writes the register, in UTF-8 with the detail columns. `lookup` finds an account by its unified number, `supplier`
    /// a supplier by bank code and settlement account.
    pub fn into_register(
        self,
        lookup: impl Fn(&str) -> Option<AccountFacts>,
        supplier: impl Fn(&str, &str) -> Option<Inn>,
    ) -> Result<Vec<u8>, FileProblems> {
        let mut work = Work { file: &self, supplier, payees: HashMap::new(), strangers: HashSet::new() };
        let mut out = RegisterWriter::new(Vec::new()).with_details();
        let mut problems = Problems::default();
        for document in &self.documents {
            let facts = lookup(&document.els).ok_or_else(|| {
                let kind = RowErrorKind::UnknownAccount(shorten(&document.els));
                error(&doc::FIELDS, &self.documents_sheet, document.parts[0].row, doc::SERVICE_ID, kind)
            });
            let lines = work.lines(document, &mut problems);
            match facts {
                Ok(facts) => {
                    for line in lines {
                        out.write(&line.of(document, &facts)).expect("memory takes what is written");
                    }
                }
                Err(error) => problems.push(error),
            }
        }
        if !problems.is_empty() {
            return Err(FileProblems::Rows(problems));
        }
        Ok(out.finish().expect("memory takes what is written"))
    }
}

/// A service on its way into the register.
struct Line<'a> {
    row: &'a GisRow,
    part: usize,
    inn: Inn,
    sums: Sums,
}

impl Line<'_> {
    fn of<'a>(&'a self, document: &'a GisDocument, facts: &'a AccountFacts) -> RegisterLine<'a> {
        let row = self.row;
        RegisterLine {
            line: row.row.into(),
            period: document.period,
            account: &facts.number,
            els: &facts.els,
            city: &facts.city,
            street: &facts.street,
            house: &facts.house,
            flat: &facts.flat,
            holder: &facts.holder,
            area: document.area,
            residents: document.residents,
            supplier_inn: self.inn.as_str(),
            service: &row.service,
            unit: &row.unit,
            volume: row.volume,
            tariff: row.tariff,
            sums: self.sums,
            details: Details {
                method: row.method,
                reading_now: row.reading,
                norm: row.norm,
                house_reading: row.house_reading,
                house_volume: row.house_volume,
                recalculation_reason: row.reason.as_deref(),
                instalment: row.instalment,
                ..Details::default()
            },
        }
    }
}

struct Work<'a, S> {
    file: &'a GisFile,
    supplier: S,
    payees: HashMap<(Arc<str>, Arc<str>), Inn>,
    /// Told once, however many documents they stand in.
    strangers: HashSet<(Arc<str>, Arc<str>)>,
}

impl<'a, S: Fn(&str, &str) -> Option<Inn>> Work<'a, S> {
    /// The lines of a document. What is wrong goes to `problems`, and then the lines do not matter.
    fn lines(&mut self, document: &'a GisDocument, problems: &mut Problems) -> Vec<Line<'a>> {
        let mut lines: Vec<Line> = Vec::with_capacity(document.rows.len());
        let repairs = document.parts.iter().enumerate().filter_map(|(at, part)| Some((Ok(at), part.repair.as_deref()?)));
        let services = document.rows.iter().map(|row| (self.part_of(document, row), row));
        let rows: Vec<_> = services.chain(repairs).collect();
        let mut told = false;
        for (part, row) in rows {
            let line = part.and_then(|part| self.line(&document.parts[part], part, row, &lines));
            match line {
                Ok(Some(line)) => lines.push(line),
                Ok(None) => told = true,
                Err(error) => {
                    problems.push(error);
                    told = true;
                }
            }
        }
        if told {
            return lines;
        }
        let of_document = document.parts[1..].iter().all(|part| part.total.is_none() && !has_sums(part));
        let parts = if of_document { &document.parts[..1] } else { &document.parts[..] };
        for (at, part) in parts.iter().enumerate() {
            let own: Vec<&mut Line> = lines.iter_mut().filter(|line| of_document || line.part == at).collect();
            if let Err(error) = self.spread(part, own) {
                problems.push(error);
            }
        }
        lines
    }

    /// The place of a service's payee in its document.
    fn part_of(&self, document: &GisDocument, row: &GisRow) -> Result<usize, RowError> {
        let wrong = |kind| Err(error(&svc::FIELDS, &self.file.services_sheet, row.row, svc::REQUISITE, kind));
        let number = &row.requisite;
        match &document.parts[..] {
            [only] if number.is_empty() || only.requisite.is_empty() || *number == only.requisite => Ok(0),
            parts => match parts.iter().position(|part| part.requisite == *number) {
                Some(at) => Ok(at),
                None if number.is_empty() => wrong(RowErrorKind::EmptyCell),
                None => wrong(RowErrorKind::UnknownRequisite(shorten(number))),
            },
        }
    }

    /// A line without what is known by document alone. None if its payee is unknown, which has been told.
    fn line(
        &mut self,
        part: &'a GisPart,
        at: usize,
        row: &'a GisRow,
        before: &[Line],
    ) -> Result<Option<Line<'a>>, RowError> {
        let repair = part.repair.as_deref().is_some_and(|repair| std::ptr::eq(repair, row));
        let wrong = |of_document, of_service, kind| {
            if repair {
                error(&doc::FIELDS, &self.file.documents_sheet, row.row, of_document, kind)
            } else {
                error(&svc::FIELDS, &self.file.services_sheet, row.row, of_service, kind)
            }
        };
        let within = row.charged + row.recalculation - row.benefit;
        let charged = match row.total {
            None => row.charged + row.surcharge,
            Some(total) if total == within + row.surcharge => row.charged + row.surcharge,
            // Some programs count the surcharge as charged already.
            Some(total) if total == within => row.charged,
            Some(stated) => {
                let kind = RowErrorKind::ServiceDoesNotAddUp { expected: within + row.surcharge, stated };
                return Err(wrong(doc::REPAIR_TOTAL, svc::TOTAL, kind));
            }
        };
        let key = (part.bic.clone(), part.account.clone());
        let inn = match self.payees.get(&key) {
            Some(inn) => inn.clone(),
            None if self.strangers.contains(&key) => return Ok(None),
            None => match (self.supplier)(&part.bic, &part.account) {
                Some(inn) => {
                    self.payees.insert(key, inn.clone());
                    inn
                }
                None => {
                    let kind = if part.bic.is_empty() || part.account.is_empty() {
                        RowErrorKind::EmptyCell
                    } else {
                        RowErrorKind::UnknownPayee { bic: shorten(&part.bic), account: shorten(&part.account) }
                    };
                    let field = if part.bic.is_empty() { doc::BIC } else { doc::ACCOUNT };
                    self.strangers.insert(key);
                    return Err(error(&doc::FIELDS, &self.file.documents_sheet, part.row, field, kind));
                }
            },
        };
        let twin = |line: &&Line| line.inn == inn && line.row.service == row.service && line.row.unit == row.unit;
        if let Some(twin) = before.iter().find(twin) {
            let kind = RowErrorKind::ServiceTwice { service: shorten(&row.service), first_line: twin.row.row.into() };
            return Err(wrong(doc::REPAIR_CHARGED, svc::SERVICE, kind));
        }
        let mut sums = Sums { charged, recalculation: row.recalculation, benefit: row.benefit, ..Sums::default() };
        sums.total = sums.expected_total();
        Ok(Some(Line { row, part: at, inn, sums }))
    }

    /// Puts what is known by document and payee on the first line of these, and compares with what the document asks for.
    fn spread(&self, part: &GisPart, mut lines: Vec<&mut Line>) -> Result<(), RowError> {
        let wrong = |kind| Err(error(&doc::FIELDS, &self.file.documents_sheet, part.row, doc::TOTAL, kind));
        if lines.is_empty() && has_sums(part) {
            return wrong(RowErrorKind::NoServices);
        }
        let services: Money = lines.iter().map(|line| line.sums.total).sum();
        let net = part.debt - part.advance;
        let without_paid = services + net + part.penalties;
        let with_paid = without_paid - part.paid;
        let asks_for = |sum: Money, stated| stated == sum || (stated == Money::ZERO && sum < Money::ZERO);
        let opening = match part.total {
            Some(stated) if asks_for(with_paid, stated) => net,
            Some(stated) if asks_for(without_paid, stated) => net + part.paid,
            Some(stated) => return wrong(RowErrorKind::DocumentDoesNotAddUp { expected: with_paid, stated }),
            None if part.paid == Money::ZERO => net,
            None => return wrong(RowErrorKind::EmptyCell),
        };
        if let Some(first) = lines.first_mut() {
            let sums = &mut first.sums;
            (sums.opening, sums.paid, sums.penalty) = (opening, part.paid, part.penalties);
            sums.total = sums.expected_total();
        }
        Ok(())
    }
}

fn has_sums(part: &GisPart) -> bool {
    [part.debt, part.advance, part.paid, part.penalties] != [Money::ZERO; 4]
}
