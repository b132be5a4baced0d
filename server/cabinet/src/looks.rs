//! How pages look: kept for the person, so that another device of theirs begins with it.
//! Not here: the cookie that keeps it for the device (see `server`), the looks themselves (see `domain`).

use crate::access::Visitor;
use crate::{Cabinet, Outcome};
use domain::Look;
use storage::residents;

impl Cabinet {
    /// Keeps a look for the person who is signed in; for anybody else only the device remembers it.
    pub async fn keep_look(&self, visitor: &Visitor, look: Look) -> Outcome<()> {
        if let Some(resident) = self.find_resident(visitor).await? {
            let mut tx = self.db.write().await?;
            residents::set_look(&mut tx, resident.id(), &look.to_string()).await?;
            tx.commit().await?;
        }
        Ok(())
    }

    /// The look for a session that has just begun on this device: none if the device has one of its own already, or if
    /// the person has never chosen any.
    pub async fn look_for_device(&self, visitor: &Visitor, session: &str) -> Outcome<Option<Look>> {
        if visitor.look.is_some() {
            return Ok(None);
        }
        let visitor = Visitor { session: Some(session.to_owned()), ..Visitor::default() };
        let resident = self.find_resident(&visitor).await?;
        Ok(resident.and_then(|resident| resident.row().look.as_deref().map(Look::parse)))
    }
}
