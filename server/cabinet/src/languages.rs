//! The language of a person: chosen by a link, remembered with the person for letters, SMS and other devices.
//! Not here: the cookie (see `app::http`), words (see `app` and `messaging`).

use crate::access::Visitor;
use crate::{Cabinet, Outcome};
use domain::Language;
use storage::residents;

impl Cabinet {
    /// Remembers what a signed-in person has chosen; of others only the browser knows.
    pub async fn choose_language(&self, visitor: &Visitor, language: Language) -> Outcome<()> {
        if let Some(resident) = self.find_resident(visitor).await? {
            let mut tx = self.db.write().await?;
            residents::set_language(&mut tx, resident.id(), language).await?;
            tx.commit().await?;
        }
        Ok(())
    }

    /// After a sign-in: a person without a language takes the browser's; a browser without one is answered the
    /// person's. A browser that has its own keeps it.
    pub async fn settle_language(&self, visitor: &Visitor, session: &str) -> Outcome<Option<Language>> {
        let signed_in = Visitor { session: Some(session.to_owned()), ..visitor.clone() };
        let Some(resident) = self.find_resident(&signed_in).await? else { return Ok(None) };
        match (visitor.language, resident.row().language()) {
            (Some(chosen), None) => self.choose_language(&signed_in, chosen).await.map(|()| None),
            (None, own) => Ok(own),
            (Some(_), Some(_)) => Ok(None),
        }
    }
}
