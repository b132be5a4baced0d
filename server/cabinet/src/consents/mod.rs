//! Consent as evidence (product rule 7): what was agreed to, by whom, how it was proven, in a chain that shows any change.
//! Not here: the texts (`documents`), the choice that follows from a consent (see `switch`).

pub mod documents;

use crate::access::Visitor;
use crate::secret::hex;
use crate::{Cabinet, Outcome};
use domain::Period;
use domain::id::{AccountId, ConsentId, GrantId, ResidentId};
use domain::view::Document;
use serde::Serialize;
use sha2::{Digest, Sha256};
use storage::Tx;
use storage::confirmations::ConfirmationRow;
use storage::consents::{self, ConsentRow};
use storage::residents::ResidentRow;

/// What a link of the chain is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ConsentKind {
    /// Processing of personal data (152-FZ art. 9, a document of its own since 1 September 2025).
    PersonalData,
    /// Electronic delivery instead of paper.
    ElectronicDelivery,
    /// Back to paper: withdraws electronic delivery.
    PaperReturn,
}

impl ConsentKind {
    /// As stored.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::PersonalData => "personal_data",
            Self::ElectronicDelivery => "electronic_delivery",
            Self::PaperReturn => "paper_return",
        }
    }
}

/// The account part of a consent.
#[derive(Clone, Debug)]
pub(crate) struct About<'a> {
    pub account: AccountId,
    pub number: &'a str,
    pub suppliers: Vec<String>,
    pub from_period: Period,
    pub proof: &'a str,
}

/// Everything a consent rests on.
#[derive(Clone, Debug)]
pub(crate) struct Evidence<'a> {
    pub kind: ConsentKind,
    pub resident: &'a ResidentRow,
    pub visitor: &'a Visitor,
    pub about: Option<About<'a>>,
    pub code: Option<&'a ConfirmationRow>,
    pub sms_notices: bool,
    /// `web`, `web, close person`, or `trial` for generated people.
    pub channel: &'static str,
    /// The close person who acted for the resident.
    pub close: Option<Close<'a>>,
}

/// A close person as a consent names one: the consent is the holder's, the hand is theirs.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct Close<'a> {
    pub resident: ResidentId,
    pub name: &'a str,
    pub grant: GrantId,
    pub holder_name: &'a str,
}

impl<'a> Evidence<'a> {
    pub(crate) fn personal_data(resident: &'a ResidentRow, visitor: &'a Visitor) -> Self {
        let kind = ConsentKind::PersonalData;
        Self { kind, resident, visitor, about: None, code: None, sms_notices: false, channel: "web", close: None }
    }
}

/// The body of a link. Field order is the order of the JSON: it is hashed as written.
#[derive(Serialize)]
struct Body<'a> {
    format: u8,
    id: String,
    kind: &'static str,
    made_at: i64,
    resident: ResidentId,
    email: &'a str,
    email_confirmed_at: Option<i64>,
    phone: &'a str,
    phone_confirmed_at: Option<i64>,
    account_id: Option<AccountId>,
    account_number: Option<&'a str>,
    suppliers: &'a [String],
    from_period: Option<Period>,
    ownership_proof: Option<&'a str>,
    sms_information: bool,
    channel: &'static str,
    operator: Option<&'a str>,
    ip: Option<String>,
    user_agent: &'a str,
    code: Option<CodeBody<'a>>,
    document: DocumentBody<'a>,
    #[serde(skip_serializing_if = "Option::is_none")]
    close_person: Option<&'a Close<'a>>,
}

#[derive(Serialize)]
struct CodeBody<'a> {
    confirmation: String,
    hash: String,
    phone: &'a str,
    sent_at: i64,
    wrong_tries: i64,
}

#[derive(Serialize)]
struct DocumentBody<'a> {
    title: &'a str,
    version: &'a str,
    sha256: String,
    text: &'a str,
}

/// The hash of a link: over the hash before, the number and the body.
fn link_hash(previous: &[u8], seq: i64, body: &str) -> [u8; 32] {
    let mut hash = Sha256::new();
    hash.update(previous);
    hash.update(seq.to_be_bytes());
    hash.update(body.as_bytes());
    hash.finalize().into()
}

/// What `kvitok consents verify` found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ChainState {
    /// Every link holds: how many, and the hash of the last, to be noted outside the database.
    Whole {
        /// Links.
        links: i64,
        /// Hash of the last, hexadecimal.
        head: String,
    },
    /// A link does not hold.
    Broken {
        /// Its number.
        seq: i64,
        /// What is wrong, for operators.
        what: &'static str,
    },
}

impl Cabinet {
    /// Adds a consent to the chain and answers its number.
    pub(crate) async fn append_consent(&self, tx: &mut Tx, evidence: &Evidence<'_>) -> Outcome<i64> {
        let now = self.now();
        let (last, previous) = consents::lock_head(tx).await?;
        let seq = last + 1;
        let id = ConsentId(self.random.id(now));
        let document = self.consent_document(evidence.kind);
        let text = document.paragraphs.join("\n\n");
        let resident = evidence.resident;
        let about = evidence.about.as_ref();
        let body = Body {
            format: 1,
            id: id.to_string(),
            kind: evidence.kind.as_str(),
            made_at: now,
            resident: resident.id,
            email: &resident.email,
            email_confirmed_at: resident.email_confirmed_at,
            phone: &resident.phone,
            phone_confirmed_at: resident.phone_confirmed_at,
            account_id: about.map(|about| about.account),
            account_number: about.map(|about| about.number),
            suppliers: about.map_or(&[], |about| &about.suppliers),
            from_period: about.map(|about| about.from_period),
            ownership_proof: about.map(|about| about.proof),
            sms_information: evidence.sms_notices,
            channel: evidence.channel,
            operator: None,
            ip: evidence.visitor.ip.map(|ip| ip.to_string()),
            user_agent: &evidence.visitor.user_agent,
            code: evidence.code.map(|code| CodeBody {
                confirmation: code.id.to_string(),
                hash: hex(&code.code_hash),
                phone: &code.phone,
                sent_at: code.created_at,
                wrong_tries: code.tries,
            }),
            document: DocumentBody {
                title: &document.title,
                version: &document.version,
                sha256: hex(&Sha256::digest(text.as_bytes())),
                text: &text,
            },
            close_person: evidence.close.as_ref(),
        };
        let body = serde_json::to_string(&body).map_err(|error| crate::Failure::Broken(error.to_string()))?;
        let hash = link_hash(&previous, seq, &body).to_vec();
        let row = ConsentRow {
            seq,
            id,
            kind: evidence.kind.as_str().to_owned(),
            resident_id: resident.id,
            account_id: about.map(|about| about.account.0),
            made_at: now,
            body,
            previous,
            hash,
        };
        consents::append(tx, &row).await?;
        Ok(seq)
    }

    /// Walks the whole chain.
    pub async fn verify_consents(&self) -> Outcome<ChainState> {
        let mut tx = self.db.read().await?;
        let head = consents::head(&mut tx).await?;
        let mut last = (0_i64, vec![0_u8; 32]);
        loop {
            let rows = consents::list_after(&mut tx, last.0, 500).await?;
            if rows.is_empty() {
                break;
            }
            for row in rows {
                if let Some(what) = fault(&row, &last) {
                    return Ok(ChainState::Broken { seq: row.seq, what });
                }
                last = (row.seq, row.hash);
            }
        }
        match head {
            Some(head) if head != last => {
                Ok(ChainState::Broken { seq: last.0 + 1, what: "links are missing at the end of the chain" })
            }
            None if last.0 > 0 => Ok(ChainState::Broken { seq: last.0, what: "the head of the chain is missing" }),
            _ => Ok(ChainState::Whole { links: last.0, head: hex(&last.1) }),
        }
    }

    /// The document of a kind of consent, with the agent's name in it.
    pub fn consent_document(&self, kind: ConsentKind) -> Document {
        let agent = &self.settings.agent;
        match kind {
            ConsentKind::PersonalData => documents::personal_data(agent),
            ConsentKind::ElectronicDelivery => documents::electronic_delivery(agent),
            ConsentKind::PaperReturn => documents::paper_return(agent),
        }
    }
}

/// What is wrong with a link, if anything: its place, the link before, its hash, and the columns beside its body.
fn fault(row: &ConsentRow, last: &(i64, Vec<u8>)) -> Option<&'static str> {
    if row.seq != last.0 + 1 {
        return Some("links before it are missing");
    }
    if row.previous != last.1 {
        return Some("it does not follow from the link before");
    }
    if row.hash != link_hash(&row.previous, row.seq, &row.body) {
        return Some("its body is not what was hashed");
    }
    let body: serde_json::Value = serde_json::from_str(&row.body).unwrap_or_default();
    let same = body["id"] == row.id.to_string()
        && body["kind"] == row.kind
        && body["made_at"] == row.made_at
        && body["resident"] == row.resident_id.to_string()
        && body["account_id"].as_i64() == row.account_id;
    (!same).then_some("its columns differ from its body")
}
