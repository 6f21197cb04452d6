/** The pages Amazon shows instead of a list, as data. Looked at only when a page holds no list. */
import type { BlockSign } from "../reading/parser";

const ROBOT_CHECK = "Amazon shows a robot check.";
const SOFT_GATE = "Amazon shows its “continue shopping” gate instead of the list.";
const ERROR_PAGE = "Amazon shows its error page.";

export const BLOCK_SIGNS: readonly BlockSign[] = [
  { sign: /enter the characters you see below/i, why: ROBOT_CHECK },
  { sign: /geben Sie die (?:unten )?angezeigten Zeichen|Geben Sie die Zeichen unten ein/i, why: ROBOT_CHECK },
  { sign: /opfcaptcha[.-]/i, why: ROBOT_CHECK },
  { sign: /click the button below to continue shopping/i, why: SOFT_GATE },
  {
    sign: /klicke(?:n Sie)? auf die Schaltfläche unten|mit dem Einkauf(?:en)? fort|weiter shoppen/i,
    why: SOFT_GATE,
  },
  {
    sign: /fai clic sul pulsante (?:qui )?sotto|continua(?:re)? (?:con )?(?:gli acquisti|lo shopping)/i,
    why: SOFT_GATE,
  },
  { sign: /cliquez sur le bouton ci-dessous|continuer (?:vos|les) achats/i, why: SOFT_GATE },
  { sign: /haz clic en el botón de abajo|(?:seguir|continuar) comprando/i, why: SOFT_GATE },
  { sign: /clique no botão abaixo|continuar comprando/i, why: SOFT_GATE },
  { sign: /klik op de onderstaande knop|verder(?:gaan)? (?:met )?winkelen/i, why: SOFT_GATE },
  { sign: /klicka på knappen nedan|fortsätta? (?:att )?handla/i, why: SOFT_GATE },
  { sign: /kliknij przycisk poniżej|kontynuować zakupy/i, why: SOFT_GATE },
  { sign: /aşağıdaki düğmeye|alışverişe devam/i, why: SOFT_GATE },
  { sign: /下のボタンをクリック|ショッピングを続け/, why: SOFT_GATE },
  { sign: /انقر فوق الزر أدناه|متابعة التسوق|مواصلة التسوق/, why: SOFT_GATE },
  {
    sign: /saisissez les caractères|inserisci i caratteri|introduce los caracteres|digite os caracteres|表示されている文字を入力|voer de tekens in/i,
    why: ROBOT_CHECK,
  },
  { sign: /awswafcaptcha|aws-waf-token|challenge\.js[^<]{0,200}awswaf/i, why: ROBOT_CHECK },
  { sign: /\/errors\/validateCaptcha/i, why: ROBOT_CHECK },
  { sign: /api-services-support@amazon\.com/i, why: ROBOT_CHECK },
  { sign: /dogs of amazon|dogsofamazon|images\/G\/\d\d\/error\//i, why: ERROR_PAGE },
  { sign: /sorry! something went wrong|not a functioning page on our site/i, why: ERROR_PAGE },
  { sign: /tut uns leid!|service unavailable error/i, why: ERROR_PAGE },
  { sign: /<form[^>]{0,300}name="signIn"|action="[^"]{0,200}\/ap\/signin/i, why: "Amazon asks to sign in." },
];

/** What Amazon says where a list genuinely holds nothing. */
export const NOTHING_LISTED =
  /(?:there are (?:currently )?no|sorry, (?:there are )?no) (?:best ?sellers|products|items)[^<]{0,60}(?:available|categor|found)|derzeit keine (?:Bestseller|Produkte)/i;
