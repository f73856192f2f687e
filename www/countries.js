/** Countries as flags and in words. The report has alpha-3 codes; flags and `Intl` want alpha-2. */

/*
 * ISO 3166-1, alpha-3 and alpha-2 side by side, and Kosovo's user-assigned codes. Source: i18n-iso-countries 7.14.0
 * (MIT), as in data/countries.tsv; a test sees that every code of that file is here.
 */
const CODES = `
ABWAW AFGAF AGOAO AIAAI ALAAX ALBAL ANDAD AREAE ARGAR ARMAM ASMAS ATAAQ ATFTF ATGAG AUSAU AUTAT AZEAZ BDIBI BELBE BENBJ
BESBQ BFABF BGDBD BGRBG BHRBH BHSBS BIHBA BLMBL BLRBY BLZBZ BMUBM BOLBO BRABR BRBBB BRNBN BTNBT BVTBV BWABW CAFCF CANCA
CCKCC CHECH CHLCL CHNCN CIVCI CMRCM CODCD COGCG COKCK COLCO COMKM CPVCV CRICR CUBCU CUWCW CXRCX CYMKY CYPCY CZECZ DEUDE
DJIDJ DMADM DNKDK DOMDO DZADZ ECUEC EGYEG ERIER ESHEH ESPES ESTEE ETHET FINFI FJIFJ FLKFK FRAFR FROFO FSMFM GABGA GBRGB
GEOGE GGYGG GHAGH GIBGI GINGN GLPGP GMBGM GNBGW GNQGQ GRCGR GRDGD GRLGL GTMGT GUFGF GUMGU GUYGY HKGHK HMDHM HNDHN HRVHR
HTIHT HUNHU IDNID IMNIM INDIN IOTIO IRLIE IRNIR IRQIQ ISLIS ISRIL ITAIT JAMJM JEYJE JORJO JPNJP KAZKZ KENKE KGZKG KHMKH
KIRKI KNAKN KORKR KWTKW LAOLA LBNLB LBRLR LBYLY LCALC LIELI LKALK LSOLS LTULT LUXLU LVALV MACMO MAFMF MARMA MCOMC MDAMD
MDGMG MDVMV MEXMX MHLMH MKDMK MLIML MLTMT MMRMM MNEME MNGMN MNPMP MOZMZ MRTMR MSRMS MTQMQ MUSMU MWIMW MYSMY MYTYT NAMNA
NCLNC NERNE NFKNF NGANG NICNI NIUNU NLDNL NORNO NPLNP NRUNR NZLNZ OMNOM PAKPK PANPA PCNPN PERPE PHLPH PLWPW PNGPG POLPL
PRIPR PRKKP PRTPT PRYPY PSEPS PYFPF QATQA REURE ROURO RUSRU RWARW SAUSA SDNSD SENSN SGPSG SGSGS SHNSH SJMSJ SLBSB SLESL
SLVSV SMRSM SOMSO SPMPM SRBRS SSDSS STPST SURSR SVKSK SVNSI SWESE SWZSZ SXMSX SYCSC SYRSY TCATC TCDTD TGOTG THATH TJKTJ
TKLTK TKMTM TLSTL TONTO TTOTT TUNTN TURTR TUVTV TWNTW TZATZ UGAUG UKRUA UMIUM URYUY USAUS UZBUZ VATVA VCTVC VENVE VGBVG
VIRVI VNMVN VUTVU WLFWF WSMWS YEMYE ZAFZA ZMBZM ZWEZW XKXXK`;

const ALPHA2 = new Map(CODES.trim().split(/\s+/).map((codes) => [codes.slice(0, 3), codes.slice(3)]));
/** States of the past (ISO 3166-3), which have no flag among the emojis. */
const PAST = new Map([
  ["CSK", "Czechoslovakia"],
  ["DDR", "East Germany"],
  ["SCG", "Serbia and Montenegro"],
  ["SUN", "Soviet Union"],
  ["YMD", "South Yemen"],
  ["YUG", "Yugoslavia"],
]);
const NAMES = new Intl.DisplayNames(["en"], { type: "region" });

/**
 * The flag as an emoji; null for a code that no country has.
 * @param {string} alpha3
 */
export function flag(alpha3) {
  const alpha2 = ALPHA2.get(alpha3);
  // "A" is U+0041, its regional indicator U+1F1E6.
  return alpha2 ? String.fromCodePoint(...[...alpha2].map((letter) => letter.charCodeAt(0) - 0x41 + 0x1f1e6)) : null;
}

/**
 * The name in English; the code itself where no country has it.
 * @param {string} alpha3
 */
export function countryName(alpha3) {
  const alpha2 = ALPHA2.get(alpha3);
  return (alpha2 && NAMES.of(alpha2)) ?? PAST.get(alpha3) ?? alpha3;
}
