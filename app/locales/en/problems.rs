//! What was wrong with a form and what to do about it: one sentence for each, the same in the summary and at the field.
//! Not here: which problem it is (see `domain::view::Problem`).

use domain::view::Problem;

pub fn text(problem: Problem) -> &'static str {
    match problem {
        Problem::EmailEmpty => "Enter your e-mail address",
        Problem::EmailNotAnAddress => "Enter the whole e-mail address, for example: anna@mail.ru",
        Problem::PhoneEmpty => "Enter your mobile phone number",
        Problem::PhoneNotAPhone => "A phone number has 11 digits, for example: 8 912 345-67-89",
        Problem::PhoneNotMobile => "Enter a Russian mobile number: the code will come to it by SMS",
        Problem::LoginEmpty => "Enter your e-mail address or phone",
        Problem::PasswordEmpty => "Enter your password",
        Problem::PasswordTooShort => "Choose a longer password: at least 8 characters",
        Problem::PasswordTooLong => "Choose a shorter password: up to 200 characters",
        Problem::PasswordCommon => "Choose another password: this one is among the first to be guessed",
        Problem::SignInWrong => "The e-mail address, phone or password did not match. Check them and try again",
        Problem::PersonalDataConsentNeeded => "Tick the consent: a profile cannot be created without it",
        Problem::AccountEmpty => "Enter the utility account number from the receipt",
        Problem::AccountNotANumber => "A utility account has only digits. Copy the number from the top of the receipt",
        Problem::TotalEmpty => "Enter the sum of the line “Total to pay”",
        Problem::TotalNotASum => "Enter the sum in digits, for example: 3412,77",
        Problem::BindingWrong => "The utility account and the sum do not match. Compare both with the receipt",
        Problem::CodeEmpty => "Enter the code from the message",
        Problem::CodeTooShort => "The code has 6 digits. Enter all of it",
        Problem::CodeTooLong => "The code has 6 digits. Take out the extra ones",
        Problem::CodeNotDigits => "Enter only the digits from the message",
        Problem::CodeWrong => "The code did not match. Check the digits in the latest message",
        Problem::CodeExpired => "The code worked for 10 minutes and does not work any more. Ask for a new one",
        Problem::CodeTooManyTries => "A wrong code was entered 5 times, and it does not work any more. Ask for a new one",
        Problem::CodeTooSoon => "You can ask for a new code a minute after the last one",
        Problem::CodeTooMany => "Too many codes have been sent to this number. Try again tomorrow or call us",
        Problem::TooManyAttempts => "Too many attempts. Wait an hour or call us",
        Problem::LinkDead => "The link from the letter does not work any more. Ask for a new one",
        Problem::EmailTaken => {
            "Another profile has confirmed this e-mail address. Sign in to that one or give another address"
        }
        Problem::NothingToSwitch => "No supplier of this address sends electronic receipts yet",
        Problem::DraftGone => "A lot of time has passed, and your answers were not kept. Start again",
        Problem::CheckEmpty => "Enter the code of the receipt or paste the text of the QR code",
        Problem::CheckNotACode => {
            "This is neither the code of a receipt nor a payment QR code. The code has twelve letters and digits: copy all of it"
        }
        Problem::FileEmpty => "Choose the file of the receipt",
        Problem::FileTooBig => "The file is larger than 10 MB: our receipts are much smaller. Choose another file",
        Problem::FileNotPdf => "This is not a PDF. Choose the file that came in the letter or that you downloaded here",
        Problem::FileEncrypted => {
            "The file is locked with a password, and our receipts open without one. Choose another file or call us"
        }
        Problem::FileBroken => "The file cannot be read. Download the receipt again and choose the new file",
        Problem::NothingToPay => "There is nothing to pay: this receipt is paid in full",
        Problem::PasswordWrong => "The password did not match. Enter the one that you sign in with",
        Problem::EmailSame => "Your profile has this e-mail address already. Enter a new one",
        Problem::PhoneSame => "Your profile has this number already. Enter a new one",
        Problem::CodeOfOldPhone => "The phone of your profile has changed, and this code no longer works. Ask for a new one",
        Problem::AppCodeEmpty => "Enter the code from the app",
        Problem::AppCodeWrong => "The code did not match. Open the app and enter the new one: it changes every half minute",
        Problem::FirstStepGone => "More than ten minutes have passed. Start signing in again",
        Problem::PasskeyNotKept => "The device made no passkey, or it took more than ten minutes. Start again",
        Problem::PasskeysTooMany => "There are twenty passkeys already. Remove some and try again",
        Problem::PasskeyWrong => "This passkey did not work. Try again, or sign in with the password",
        Problem::WhoseEmpty => "Choose whose profile to enter",
        Problem::NameEmpty => "Enter a name",
        Problem::NameTooLong => "Enter a shorter name: up to 100 characters",
        Problem::ContactEmpty => "Enter an e-mail address or a mobile phone",
        Problem::ContactNotAContact => "Enter the whole address, such as anna@mail.ru, or a mobile number of 11 digits",
        Problem::ContactOwn => "This is your own e-mail address or phone. Enter those of the other person",
        Problem::AddressNotChosen => "Choose an address",
        Problem::TooManyInvitations => "That is too many invitations for one day. Try tomorrow or call us",
        Problem::AccessOwn => "Your profile has this address already. Enter the account of the other person",
        Problem::BankRefused => "The bank did not take the payment, no money was taken. Try again or pay by QR code",
    }
}
