/** What the pages say. `sender` is the name that the campaign came from. */
export interface Texts {
  unsubscribe: { title: string; text: (sender: string) => string; button: string };
  unsubscribed: { title: string; text: (sender: string) => string; undo: string; button: string };
  resubscribed: { title: string; text: (sender: string) => string };
  notResubscribed: { title: string; text: (sender: string) => string };
  preferences: {
    title: string;
    text: (sender: string) => string;
    none: string;
    save: string;
    saved: string;
    leave: string;
    leaveButton: string;
  };
  confirm: { title: string; text: string; button: string };
  confirmed: { title: string; text: string };
  gone: { title: string; text: string };
  /** At the public URL itself. */
  home: { title: string; text: string };
  busy: { title: string; text: string };
}

const en: Texts = {
  unsubscribe: {
    title: 'Unsubscribe?',
    text: (sender) => `You will get no more newsletters from ${sender}.`,
    button: 'Unsubscribe',
  },
  unsubscribed: {
    title: 'You are unsubscribed',
    text: (sender) => `You get no more newsletters from ${sender}.`,
    undo: 'Was that a mistake?',
    button: 'Subscribe again',
  },
  resubscribed: {
    title: 'You are subscribed again',
    text: (sender) => `You go on getting newsletters from ${sender}.`,
  },
  notResubscribed: {
    title: 'That is not possible here',
    text: (sender) => `To get newsletters again, please write to ${sender}.`,
  },
  preferences: {
    title: 'What would you like to get?',
    text: (sender) => `Choose your topics from ${sender}.`,
    none: 'There are no topics to choose from at the moment.',
    save: 'Save',
    saved: 'Saved.',
    leave: 'Nothing any more?',
    leaveButton: 'Unsubscribe from everything',
  },
  confirm: {
    title: 'One more step',
    text: 'Please confirm that you would like to get our newsletters.',
    button: 'Confirm',
  },
  confirmed: { title: 'Thank you', text: 'Your subscription is confirmed.' },
  gone: {
    title: 'This link leads nowhere any more',
    text: 'It may have expired, or not have been copied whole. Please open it from the message once more.',
  },
  home: {
    title: 'This works',
    text: 'This address answers the links in emails, and it can be reached. There is nothing else to see here.',
  },
  busy: { title: 'That did not work', text: 'Please try again in a minute.' },
};

const de: Texts = {
  unsubscribe: {
    title: 'Abmelden?',
    text: (sender) => `Sie erhalten dann keine Newsletter von ${sender} mehr.`,
    button: 'Abmelden',
  },
  unsubscribed: {
    title: 'Sie sind abgemeldet',
    text: (sender) => `Sie erhalten keine Newsletter von ${sender} mehr.`,
    undo: 'War das ein Versehen?',
    button: 'Wieder anmelden',
  },
  resubscribed: {
    title: 'Sie sind wieder angemeldet',
    text: (sender) => `Sie erhalten weiterhin Newsletter von ${sender}.`,
  },
  notResubscribed: {
    title: 'Das geht hier nicht',
    text: (sender) => `Wenn Sie wieder Newsletter erhalten möchten, schreiben Sie bitte an ${sender}.`,
  },
  preferences: {
    title: 'Was möchten Sie erhalten?',
    text: (sender) => `Wählen Sie Ihre Themen von ${sender}.`,
    none: 'Zurzeit gibt es keine Themen zur Auswahl.',
    save: 'Speichern',
    saved: 'Gespeichert.',
    leave: 'Nichts mehr erhalten?',
    leaveButton: 'Von allem abmelden',
  },
  confirm: {
    title: 'Nur noch ein Schritt',
    text: 'Bitte bestätigen Sie, dass Sie unsere Newsletter erhalten möchten.',
    button: 'Bestätigen',
  },
  confirmed: { title: 'Vielen Dank', text: 'Ihre Anmeldung ist bestätigt.' },
  gone: {
    title: 'Dieser Link führt nirgends mehr hin',
    text: 'Er ist vielleicht abgelaufen oder nicht vollständig kopiert. Bitte öffnen Sie ihn noch einmal aus der Nachricht.',
  },
  home: {
    title: 'Das funktioniert',
    text: 'Diese Adresse beantwortet die Links in E-Mails und ist erreichbar. Sonst gibt es hier nichts zu sehen.',
  },
  busy: { title: 'Das hat nicht geklappt', text: 'Bitte versuchen Sie es in einer Minute noch einmal.' },
};

const fr: Texts = {
  unsubscribe: {
    title: 'Se désabonner ?',
    text: (sender) => `Vous ne recevrez plus de newsletters de ${sender}.`,
    button: 'Se désabonner',
  },
  unsubscribed: {
    title: 'Vous êtes désabonné(e)',
    text: (sender) => `Vous ne recevez plus de newsletters de ${sender}.`,
    undo: 'C’était une erreur ?',
    button: 'Se réabonner',
  },
  resubscribed: {
    title: 'Vous êtes de nouveau abonné(e)',
    text: (sender) => `Vous continuez à recevoir les newsletters de ${sender}.`,
  },
  notResubscribed: {
    title: 'Ce n’est pas possible ici',
    text: (sender) => `Pour recevoir de nouveau des newsletters, veuillez écrire à ${sender}.`,
  },
  preferences: {
    title: 'Que souhaitez-vous recevoir ?',
    text: (sender) => `Choisissez vos thèmes de ${sender}.`,
    none: 'Aucun thème à choisir pour le moment.',
    save: 'Enregistrer',
    saved: 'Enregistré.',
    leave: 'Ne plus rien recevoir ?',
    leaveButton: 'Se désabonner de tout',
  },
  confirm: {
    title: 'Encore une étape',
    text: 'Veuillez confirmer que vous souhaitez recevoir nos newsletters.',
    button: 'Confirmer',
  },
  confirmed: { title: 'Merci', text: 'Votre abonnement est confirmé.' },
  gone: {
    title: 'Ce lien ne mène plus nulle part',
    text: 'Il a peut-être expiré ou n’a pas été copié en entier. Veuillez l’ouvrir de nouveau depuis le message.',
  },
  home: {
    title: 'Tout fonctionne',
    text: 'Cette adresse répond aux liens des e-mails, et elle est joignable. Il n’y a rien d’autre à voir ici.',
  },
  busy: { title: 'Cela n’a pas fonctionné', text: 'Veuillez réessayer dans une minute.' },
};

const es: Texts = {
  unsubscribe: {
    title: '¿Darse de baja?',
    text: (sender) => `No recibirá más boletines de ${sender}.`,
    button: 'Darse de baja',
  },
  unsubscribed: {
    title: 'Se ha dado de baja',
    text: (sender) => `Ya no recibirá boletines de ${sender}.`,
    undo: '¿Ha sido un error?',
    button: 'Suscribirse de nuevo',
  },
  resubscribed: {
    title: 'Vuelve a estar suscrito',
    text: (sender) => `Seguirá recibiendo boletines de ${sender}.`,
  },
  notResubscribed: {
    title: 'Aquí no es posible',
    text: (sender) => `Para volver a recibir boletines, escriba a ${sender}.`,
  },
  preferences: {
    title: '¿Qué desea recibir?',
    text: (sender) => `Elija sus temas de ${sender}.`,
    none: 'Por ahora no hay temas para elegir.',
    save: 'Guardar',
    saved: 'Guardado.',
    leave: '¿No desea recibir nada más?',
    leaveButton: 'Darse de baja de todo',
  },
  confirm: {
    title: 'Un paso más',
    text: 'Confirme que desea recibir nuestros boletines.',
    button: 'Confirmar',
  },
  confirmed: { title: 'Gracias', text: 'Su suscripción está confirmada.' },
  gone: {
    title: 'Este enlace ya no lleva a ninguna parte',
    text: 'Puede que haya caducado o que no se copiara entero. Ábralo otra vez desde el mensaje.',
  },
  home: {
    title: 'Todo funciona',
    text: 'Esta dirección responde a los enlaces de los correos electrónicos y es accesible. Aquí no hay nada más que ver.',
  },
  busy: { title: 'No ha funcionado', text: 'Inténtelo de nuevo dentro de un minuto.' },
};

const id: Texts = {
  unsubscribe: {
    title: 'Berhenti berlangganan?',
    text: (sender) => `Anda tidak akan menerima buletin dari ${sender} lagi.`,
    button: 'Berhenti berlangganan',
  },
  unsubscribed: {
    title: 'Anda telah berhenti berlangganan',
    text: (sender) => `Anda tidak lagi menerima buletin dari ${sender}.`,
    undo: 'Tidak sengaja?',
    button: 'Berlangganan lagi',
  },
  resubscribed: {
    title: 'Anda berlangganan kembali',
    text: (sender) => `Anda tetap menerima buletin dari ${sender}.`,
  },
  notResubscribed: {
    title: 'Tidak bisa dilakukan di sini',
    text: (sender) => `Untuk menerima buletin lagi, silakan tulis kepada ${sender}.`,
  },
  preferences: {
    title: 'Apa yang ingin Anda terima?',
    text: (sender) => `Pilih topik Anda dari ${sender}.`,
    none: 'Saat ini tidak ada topik yang bisa dipilih.',
    save: 'Simpan',
    saved: 'Tersimpan.',
    leave: 'Tidak ingin menerima apa pun lagi?',
    leaveButton: 'Berhenti dari semuanya',
  },
  confirm: {
    title: 'Satu langkah lagi',
    text: 'Mohon konfirmasi bahwa Anda ingin menerima buletin kami.',
    button: 'Konfirmasi',
  },
  confirmed: { title: 'Terima kasih', text: 'Langganan Anda telah dikonfirmasi.' },
  gone: {
    title: 'Tautan ini tidak berlaku lagi',
    text: 'Mungkin sudah kedaluwarsa, atau tidak tersalin seluruhnya. Silakan buka sekali lagi dari pesan.',
  },
  home: {
    title: 'Semuanya berfungsi',
    text: 'Alamat ini menjawab tautan dalam email, dan dapat dijangkau. Tidak ada hal lain di sini.',
  },
  busy: { title: 'Tidak berhasil', text: 'Silakan coba lagi dalam satu menit.' },
};

export const TEXTS = { en, de, fr, es, id };
export type Language = keyof typeof TEXTS;
export const LANGUAGES = Object.keys(TEXTS) as Language[];
