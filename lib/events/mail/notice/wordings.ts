/**
 * How mail servers and gateways say it, in lower case. No quantifier is without a bound: the texts are a stranger's.
 */

/** That a message was not delivered: in a subject, or in a text by a mail system. */
export const SAYS_FAILED = [
  // Subjects: Postfix, Sendmail, qmail, Exim, Exchange, Gmail, Courier, Notes, iPlanet and others.
  /delivery (?:status )?(?:notification|failure|failed|problem|error|report|status)|delivery has failed/,
  /undeliver(?:able|ed)|non-?deliver(?:y|able|ed)|not deliverable/,
  /returned (?:mail|message|to sender|email)|(?:mail|message|email)(?: was)? returned/,
  /failure notice|failed (?:mail|delivery|message)|mail (?:failure|error|system error)|message (?:failure|error|status)/,
  /(?:mail|message|email) (?:delivery|transfer) (?:failed|failure|error|problem|status)/,
  /(?:mail|message|email|it) (?:could|can|cannot|was|has|is)[ ']?(?:not|n't)? (?:been |be )?(?:not )?(?:be )?delivered/,
  /(?:could|can|was|were|has|have|am|been)(?: ?not|n't) (?:be |been |able to )?(?:deliver|sent|send|reach|process|accepted|find)/,
  /unable to (?:be )?(?:deliver|relay|send|reach)|unsuccessful|failed to (?:deliver|send|reach)/,
  /did not reach the following|(?:delivery|address(?:es)?|recipients?|following) (?:has |have |had )?(?:permanent(?:ly)? )?(?:fail|fatal|errors)/,
  /permanent (?:error|fatal|failure)|fatal error|delivery (?:attempt|to) .{0,80}(?:failed|rejected|unsuccessful)/,
  /(?:message|mail|email|delivery) .{0,60}(?:was |been |is )?(?:rejected|refused|bounced|blocked)|rejected your message/,
  /(?:not|isn't) a (?:valid|known|registered) (?:user|mailbox|recipient|address)|(?:mail|message) failed|failed addresses|no valid recipients|error sending your|trouble delivering/,
  /undelivered mail|bounced?(?: mail| message)?\b|user unknown|unknown (?:user|recipient)|no such user|mailbox (?:is )?full/,
  // The same elsewhere.
  /unzustellbar|nicht (?:zu)?gestellt|nicht zustellbar|zustellung .{0,40}(?:fehlgeschlagen|nicht)|fehler bei der (?:zustellung|übermittlung)|nicht (?:aus|ab)geliefert/,
  /non[- _](?:remis|distribu|délivr|livr)|échec .{0,30}(?:remise|livraison|envoi|distribution)|n'a pas pu être|n'ont pas pu|impossible de (?:remettre|livrer|distribuer)/,
  /no (?:se )?(?:ha |pudo |puede |fue )?(?:podido |sido )?(?:ser )?entreg|no entregado|error de entrega|imposible entregar|devuelto/,
  /non (?:è stato possibile )?(?:consegn|recapit)|mancat[ao] (?:consegna|recapito)|impossibile (?:consegnare|recapitare)/,
  /não (?:foi |pôde |pode )?(?:possível |ser )?entreg|falha (?:na|no|de|ao) (?:entrega|envi)|devolvid[ao]/,
  /onbestelbaar|niet (?:be|af)(?:zorgd|geleverd)|niet (?:worden )?bezorgd|kunde inte levereras|kunne ikke leveres|ei voitu toimittaa/,
  /niedostarczon|nie (?:można|udało się|został[ao]?) .{0,20}dostarcz|nedoručiteln|teslim edilemedi|kézbesíthetetlen/,
  /недоставлен|не (?:может быть|было|был[ао]?|удалось|удается) ?доставлен|не доставлен|доставить .{0,40}не удалось|не удалось доставить|ошибка доставки/,
  /配信(?:不能|エラー|できません|に失敗)|配達(?:不能|できません|エラー)|送信(?:エラー|できません|不能|に失敗)|届けられません|メールエラー|送れません/,
  /退信|无法(?:投递|送达|发送)|投递失败|發送失敗|無法(?:傳送|投遞|送達)|배달(?:되지|할 수|실패)|전송 ?실패|반송|전달되지/,
] as const;

/** That it is still being tried, as a promise: this is what counts, whatever a subject says. */
export const SAYS_IT_GOES_ON =
  /delivery attempts will continue|will be (?:retried|tried again)|(?:will|shall) (?:continue (?:to try|trying)|keep (?:on )?trying)|warning message only|(?:do not|don't) need to resend|will be delivered (?:if|when|once|after|as soon)|nouvelles tentatives|(?:nuevos|más) intentos|nuovi tentativi|novas tentativas/;

/** The same, in words that may be about something else. */
export const SAYS_DELAYED =
  /\bdelay(?:ed)?\b|(?:will|shall) (?:retry|try again)|not yet been delivered|still (?:trying|being retried)|could not send (?:your )?message for (?:the )?past|verzögert|wird weiterhin versucht|en retard|retardé|retrasad|in ritardo|ritardat|atrasad|задерж/;

/** That it was delivered, as somebody asked to be told. */
export const SAYS_DELIVERED =
  /success(?:fully)? (?:delivered|relayed|sent)|delivered successfully|has been (?:successfully )?delivered|notification \(success\)|delivery (?:has )?succeeded|^(?:delivered|relayed|zugestellt|übermittelt|remis|entregado|consegnato|entregue): /;

/** In a text: that it is over, whatever else is said of trying. */
export const SAYS_GIVEN_UP =
  /(?:giv(?:en|ing) up|gave up)|permanent(?:ly)? (?:error|fatal|fail)|failed permanently|permanently failed|fatal error|not (?:going to|be) (?:try|tried|retried|retry)|too long|has failed/;

/** The same at the beginning of a subject. What comes behind a colon may be ours: "Undeliverable: Why your parcel is delayed". */
export const BEGINS_WITH_FAILED =
  /^(?![^:]{0,60}(?:delay|warn|tempor))[^:]{0,60}(?:undeliver|non-?deliver|fail|return(?:ed|ing)|unzustellbar|non remis|no entregad|mancat[ao]|não entreg|onbestelbaar|недоставлен|不能|退信)/;

/** Who sends reports and little else: in a From header. Exim's filters write from nobody. */
export const IS_MAIL_SYSTEM =
  /mailer-?daemon|mail-?daemon|mdaemon|post[-_]?master|mail(?:er)? ?delivery (?:sub)?system|double-?bounce|\bndr@|non-?delivery|microsoft outlook|microsoft exchange|internet mail delivery|^[^@]{0,60}<\s{0,5}>$/;

export const IS_SYSTEM_ADDRESS = /^(?:mailer-?daemon|mail-?daemon|mdaemon|post[-_]?master)@/;

/** Who may send them, and other mail as well. */
export const CALLS_ITSELF_MAIL_SYSTEM =
  /mail(?:er)? ?delivery|delivery (?:sub)?system|mail ?(?:sub)?system|e-?mail ?(?:delivery|system|gateway|security)|mail administrator|mailadmin|mail ?gateway|mailsweeper|mail-?robot|bounce|\bndr\b|delivery[-_ .]?(?:service|reports?|status|notification)|system administrator|smtp(?:d|-server|-gateway)?@|mms\.|e-?mailer|virus|amavis|mailmarshal|spam/;

/** In a line: whom a message did not reach. */
export const ANNOUNCES_RECIPIENTS =
  /(?:not|cannot|failed to|unable to) (?:be )?deliver(?:ed)?(?: (?:your |the |this )?(?:message|mail|e-?mail))? to(?: the following| these| one or more| all of|(?= ?<)|:)|(?:message|mail|e-?mail) (?:below )?(?:could|can|was) ?not (?:be )?(?:delivered|sent) to|(?:not reach|delivery(?: has failed)? to) (?:the following|these)|following (?:recipient|address|user)(?:s|es|\(s\)|\(es\))? (?:failed|had|could not|did not|was not|were not)/;

/** Subjects of what mail systems send to those whom they serve. */
export const IS_SUMMARY = /quarantine|digest|\bspam (?:summary|report)\b|^report domain:/;

/** Subjects by people who are away and by mailboxes that answer by themselves. */
export const IS_AUTO_REPLY_SUBJECT = [
  /^\W{0,5}auto|\bauto-?(?:reply|response|respond)|automat(?:ic|ed) (?:reply|response)/,
  /out[- ]of[- ](?:the[- ])?office|\booo\b|away from (?:my|the) (?:mail|office|desk)|on (?:annual |parental )?(?:vacation|holiday|leave)\b/,
  /réponse automatique|respuesta autom[aá]tica|risposta automatica|resposta autom[aá]tica|automatische antwort/,
  /abwesenheit|abwesend|nicht im (?:haus|büro)|absen(?:ce|t|te|za|cia) |ausente|fuera de (?:la )?oficina|fuori (?:sede|ufficio)|férias/,
  /afwezig|frånvaro|fravær|poza biurem|nieobecn|mimo kancelář|poissa/,
  /автоответ|автоматический ответ|отсутств|нет на месте|不在|自動(?:返信|応答|回复|回覆)|自动(?:回复|答复)|休暇|자동 ?(?:응답|회신)|부재/,
] as const;

/** How a complaint begins. */
export const IS_ABUSE_REPORT = /this is an? .{0,60}(?:abuse|opt-?out|spam|unsubscribe) (?:report|complaint)/;
