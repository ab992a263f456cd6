#pragma once
// Every word of the pages, in each language.

#include "api/pages/language.hpp"

namespace rollcall::api::pages::texts {

// ---- Everywhere ------------------------------------------------------------------------------
inline constexpr Text kTryAgain{"That did not work. Try again in a moment.",
                                "Det gikk ikke. Prøv igjen om litt."};
inline constexpr Text kSignOut{"Sign out", "Logg ut"};
inline constexpr Text kFromElsewhere{"That was sent from another site",
                                     "Dette ble sendt fra et annet nettsted"};

// ---- The receiver's link ---------------------------------------------------------------------
inline constexpr Text kSharesWithYou{"{} shares a list with you", "{} deler en liste med deg"};
inline constexpr Text kProveMailbox{
    "To open it, you need a code. We send it to {}, so that only you get in.",
    "For å åpne den trenger du en kode. Vi sender den til {}, så bare du slipper inn."};
inline constexpr Text kYourAddress{"your address", "adressen din"};
inline constexpr Text kSendCode{"Send me a code", "Send meg en kode"};
inline constexpr Text kSendNewCode{"Send a new code", "Send en ny kode"};
inline constexpr Text kCodeSent{
    "The code is on its way to {}. It works once, for ten minutes.",
    "Koden er på vei til {}. Den gjelder i ti minutter og kan brukes én gang."};
inline constexpr Text kNoMail{
    "No mail? It can take a minute, and it may lie among the unwanted ones.",
    "Ingen e-post? Det kan ta et minutt, og den kan ligge i søppelposten."};
inline constexpr Text kCode{"Code from the mail", "Koden fra e-posten"};
inline constexpr Text kCodeForm{"8 letters and digits, such as ABCD-2345. Small letters will do.",
                                "8 bokstaver og tall, som ABCD-2345. Små bokstaver går også."};
inline constexpr Text kOpen{"Open the list", "Åpne listen"};
inline constexpr Text kHaveCode{"Have you got a code already?", "Har du allerede en kode?"};
inline constexpr Text kIsOpen{"The list is already open in this browser.",
                              "Listen er allerede åpen i denne nettleseren."};
inline constexpr Text kGoToList{"Go to the list", "Gå til listen"};
inline constexpr Text kCodeRefused{"This code does not work. Check it, or have a new one sent.",
                                   "Denne koden virker ikke. Sjekk den, eller be om en ny."};
inline constexpr Text kTooManyCodes{
    "A code was sent just now. Look in your mail, or wait a little before asking again.",
    "En kode ble nettopp sendt. Se i e-posten din, eller vent litt før du ber om en ny."};
inline constexpr Text kNothingAsked{"Nothing was asked for.", "Ingenting ble bedt om."};

inline constexpr Text kDeadLink{"This link does not work", "Denne lenken virker ikke"};
inline constexpr Text kDeadLinkWhy{"It may have run out, or have been replaced by a newer one.",
                                   "Den kan ha gått ut, eller være erstattet av en nyere."};
inline constexpr Text kDeadLinkWhatToDo{
    "Look in your mail for a newer link. If there is none, ask whoever sent it to you to send it "
    "again. If you were reading a list, open the link in your mail once more.",
    "Se etter en nyere lenke i e-posten din. Finner du ingen, be den som sendte den om å sende den "
    "på nytt. Leste du en liste, åpne lenken i e-posten en gang til."};

// ---- The list --------------------------------------------------------------------------------
inline constexpr Text kSharedBy{"Shared by {}", "Delt av {}"};
inline constexpr Text kAsOf{"Data as of", "Data per"};
inline constexpr Text kLastChanged{"Last changed", "Sist endret"};
inline constexpr Text kYoursUntil{"Yours to see until", "Du kan se den til og med"};
inline constexpr Text kTimesOf{"Times are those of {}.", "Tidene gjelder for {}."};
inline constexpr Text kNewest{"Show the newest", "Vis den nyeste"};
inline constexpr Text kSearchIn{"Search in the list", "Søk i listen"};
inline constexpr Text kSearch{"Search", "Søk"};
inline constexpr Text kShowAll{"Clear the search", "Fjern søket"};
inline constexpr Text kRows{"{} rows", "{} rader"};
inline constexpr Text kOneRow{"1 row", "1 rad"};
inline constexpr Text kFound{"{} of {} rows hold “{}”", "{} av {} rader inneholder «{}»"};
inline constexpr Text kNoRows{"The list is empty.", "Listen er tom."};
inline constexpr Text kNoneFound{"No row holds what you searched for.",
                                 "Ingen rad inneholder det du søkte etter."};
inline constexpr Text kPages{"Pages", "Sider"};
inline constexpr Text kPageOf{"Page {} of {}", "Side {} av {}"};
inline constexpr Text kPrevious{"Previous page", "Forrige side"};
inline constexpr Text kNext{"Next page", "Neste side"};
inline constexpr Text kOnOnePage{"All on one page, for printing", "Alt på én side, for utskrift"};
inline constexpr Text kInPages{"In pages", "Delt i sider"};
inline constexpr Text kSortBy{"Sort by {}", "Sorter etter {}"};
inline constexpr Text kOtherWay{"Sorted by {}, turn it round", "Sortert etter {}, snu rekkefølgen"};
inline constexpr Text kErased{"Erased", "Slettet"};
inline constexpr Text kCsv{"Download as CSV", "Last ned som CSV"};
inline constexpr Text kXlsx{"Download for Excel (XLSX)", "Last ned for Excel (XLSX)"};
inline constexpr Text kLooksRecorded{"Every time you open this list, {} sees that you did.",
                                     "Hver gang du åpner denne listen, ser {} at du gjorde det."};
inline constexpr Text kReceipt{"Receipt of this look", "Kvittering for dette oppslaget"};
inline constexpr Text kReceiptHint{
    "A signed proof that it was recorded, with none of what you saw.",
    "Et signert bevis på at det er registrert, uten noe av det du så."};
inline constexpr Text kNoFile{"This list is not shared as a file",
                              "Denne listen deles ikke som fil"};
inline constexpr Text kBackToList{"Back to the list", "Tilbake til listen"};
inline constexpr Text kSignedOut{"You are signed out", "Du er logget ut"};
inline constexpr Text kOpenAgain{
    "To see the list again, open the link in your mail and ask for a new code.",
    "Vil du se listen igjen, åpner du lenken i e-posten og ber om en ny kode."};

inline constexpr Text kFirstName{"First name", "Fornavn"};
inline constexpr Text kLastName{"Last name", "Etternavn"};
inline constexpr Text kEmail{"E-mail", "E-post"};
inline constexpr Text kPhone{"Phone", "Telefon"};
inline constexpr Text kCompany{"Company", "Firma"};
inline constexpr Text kStatus{"Status", "Status"};
inline constexpr Text kExternalId{"Number", "Nummer"};

// ---- Accounts --------------------------------------------------------------------------------
inline constexpr Text kHasOffer{"{} has an offer for you", "{} har et tilbud til deg"};
inline constexpr Text kOpenOffer{"Open the offer", "Åpne tilbudet"};
inline constexpr Text kPasswordFirst{
    "To read it, first choose a password. Then sign in, and open the link in your mail once more.",
    "For å lese det velger du først et passord. Så logger du inn, og åpner lenken i e-posten en "
    "gang til."};
inline constexpr Text kSignInFirst{"To read it, sign in.", "Logg inn for å lese det."};
inline constexpr Text kDeadOfferLink{
    "The offer may have been taken down. Ask whoever sent it to you.",
    "Tilbudet kan være tatt ned. Spør den som sendte det."};
inline constexpr Text kSignIn{"Sign in", "Logg inn"};
inline constexpr Text kPassword{"Password", "Passord"};
inline constexpr Text kOffice{"Office", "Kontor"};
inline constexpr Text kOfficeForm{"Its short name, as in the mail you got.",
                                  "Kortnavnet, som i e-posten du fikk."};
inline constexpr Text kForgotten{"No password yet, or forgotten?",
                                 "Har du ikke passord ennå, eller glemt det?"};
inline constexpr Text kSetPassword{"Set a password", "Sett et passord"};
inline constexpr Text kWeMailLink{
    "We mail you a link with which you choose a new password.",
    "Vi sender deg en e-post med en lenke der du velger et nytt passord."};
inline constexpr Text kSendLink{"Send me a link", "Send meg en lenke"};
inline constexpr Text kLookInMail{"Look in your mail", "Se i e-posten din"};
inline constexpr Text kLinkAsked{
    "If the address is known here, a link is on its way. It works once, for an hour.",
    "Hvis adressen er kjent her, er en lenke på vei. Den virker én gang, i én time."};
inline constexpr Text kToSignIn{"To the sign-in page", "Til innloggingen"};
inline constexpr Text kChoosePassword{"Choose a password", "Velg et passord"};
inline constexpr Text kNewPassword{"New password", "Nytt passord"};
inline constexpr Text kPasswordForm{
    "At least 8 characters, and none that others would guess. Several words in a row are good.",
    "Minst 8 tegn, og ikke noe andre kan gjette. Flere ord etter hverandre er bra."};
inline constexpr Text kSignedOutEverywhere{"Setting it signs you out everywhere else.",
                                           "Når du setter det, logges du ut alle andre steder."};
inline constexpr Text kSavePassword{"Set the password", "Sett passordet"};
inline constexpr Text kPasswordSet{"The password is set", "Passordet er satt"};
inline constexpr Text kSignedIn{"You are signed in", "Du er logget inn"};
inline constexpr Text kSignedInAs{"As {}.", "Som {}."};
inline constexpr Text kSignInHere{"Sign in here", "Logg inn her"};
inline constexpr Text kDeadPasswordLink{
    "It works once, for an hour. If yours is older or used, have a new one sent.",
    "Den virker én gang, i én time. Er din eldre eller brukt, kan du få en ny."};
inline constexpr Text kNotRight{"The address or the password is not right.",
                                "Adressen eller passordet er ikke riktig."};
inline constexpr Text kTooManyTries{"Too many tries. Wait a moment before the next.",
                                    "For mange forsøk. Vent litt før det neste."};
inline constexpr Text kTooShort{"That password is too short.", "Det passordet er for kort."};
inline constexpr Text kGuessable{"That password is common or easy to guess. Choose another.",
                                 "Det passordet er vanlig eller lett å gjette. Velg et annet."};
inline constexpr Text kUnusable{"That password cannot be used. Choose another.",
                                "Det passordet kan ikke brukes. Velg et annet."};

// ---- What changed since the last look -----------------------------------------------------------
inline constexpr Text kSince{"Since your last look, {}: {} new, {} changed, {} gone.",
                             "Siden du sist så på den, {}: {} nye, {} endret, {} borte."};
inline constexpr Text kNothingChanged{"Nothing has changed since your last look, {}.",
                                      "Ingenting er endret siden du sist så på den, {}."};
inline constexpr Text kNew{"New", "Ny"};
inline constexpr Text kChanged{"Changed", "Endret"};
inline constexpr Text kBefore{"before: {}", "før: {}"};
inline constexpr Text kEmptyBefore{"before: empty", "før: tom"};
inline constexpr Text kGone{"No longer in the list", "Ikke lenger i listen"};

// ---- Customer web ------------------------------------------------------------------------------
inline constexpr Text kYourProjects{"Your projects", "Prosjektene dine"};
inline constexpr Text kNoProjects{"No project is open to you", "Ingen prosjekter er åpne for deg"};
inline constexpr Text kNoProjectsWhy{
    "You are on no project at the moment. Ask whoever invited you.",
    "Du er ikke med på noe prosjekt for øyeblikket. Spør den som inviterte deg."};
inline constexpr Text kOtherProjects{"Choose another project", "Velg et annet prosjekt"};
inline constexpr Text kFromTo{"{} to {}", "{} til {}"};
inline constexpr Text kMenu{"Menu", "Meny"};
inline constexpr Text kNothingPublished{"Nothing has been published here yet.",
                                        "Ingenting er publisert her ennå."};
inline constexpr Text kOfferKind{"Offer", "Tilbud"};
inline constexpr Text kPageKind{"Information", "Informasjon"};
inline constexpr Text kLinkKind{"Link to another site", "Lenke til et annet nettsted"};
inline constexpr Text kFileKind{"File", "Fil"};
inline constexpr Text kListKind{"List", "Liste"};
inline constexpr Text kNotThere{"There is nothing here", "Her er det ingenting"};
inline constexpr Text kNotThereWhy{"It may have been taken down, or be meant for others.",
                                   "Det kan være tatt ned, eller være ment for andre."};
inline constexpr Text kToStart{"To your projects", "Til prosjektene dine"};

}  // namespace rollcall::api::pages::texts
