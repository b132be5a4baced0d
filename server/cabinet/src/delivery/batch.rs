//! What the messages of one turn are about and what they are made of, read at once.
//! Not here: what each of them says (see `saying`).

use crate::queue::Matter;
use crate::receipt_letter::Material;
use crate::{Cabinet, Outcome};
use domain::Language;
use domain::id::{MessageId, ReceiptId, ResidentId};
use std::collections::HashMap;
use storage::messages::MessageRow;
use storage::residents;

/// The messages of a turn.
#[derive(Default)]
pub(super) struct Batch {
    matters: HashMap<MessageId, Matter>,
    languages: HashMap<ResidentId, Language>,
    /// Of the letters with receipts.
    pub(super) material: Material,
}

impl Batch {
    /// Reads what these messages need. One that cannot be understood is simply not in it.
    pub(super) async fn read(cabinet: &Cabinet, rows: &[MessageRow]) -> Outcome<Self> {
        let matters: HashMap<_, _> =
            rows.iter().filter_map(|row| Some((row.id, serde_json::from_str(&row.payload).ok()?))).collect();
        let people: Vec<_> = rows.iter().filter_map(|row| row.resident_id.map(ResidentId)).collect();
        let letters = rows.iter().filter(|row| row.channel == "email").filter_map(|row| matters.get(&row.id));
        let receipts: Vec<_> = letters.flat_map(receipts_of).collect();
        let mut tx = cabinet.db.read().await?;
        let languages = residents::list_languages(&mut tx, &people).await?.into_iter().collect();
        let material = Material::load(cabinet, &mut tx, &receipts).await?;
        Ok(Self { matters, languages, material })
    }

    /// What a message is about.
    pub(super) fn matter(&self, row: &MessageRow) -> Option<&Matter> {
        self.matters.get(&row.id)
    }

    /// The person's own language; of a code to nobody yet, the language of the browser that asked for it.
    pub(super) fn language(&self, row: &MessageRow, matter: &Matter) -> Language {
        let asked = if let Matter::Code { language, .. } = matter { *language } else { None };
        let own = row.resident_id.and_then(|id| self.languages.get(&ResidentId(id)).copied());
        own.or(asked).unwrap_or_default()
    }
}

fn receipts_of(matter: &Matter) -> Vec<ReceiptId> {
    match matter {
        Matter::Receipt { receipt, .. } => vec![*receipt],
        Matter::Receipts { receipts } => receipts.iter().map(|(receipt, _)| *receipt).collect(),
        _ => Vec::new(),
    }
}
