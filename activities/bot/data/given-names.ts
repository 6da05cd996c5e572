/** Given names that are common where Spanish is spoken, folded: they tell a name from any other word. */
export const givenNames: ReadonlySet<string> = new Set(
  `aaron abel abigail abril adela adolfo adrian adriana agostina agustin agustina aida ailen alan alba alberto aldana alejandra
  alejandro alejo alex alexis alfredo alicia alina alma alvaro amalia amanda amelia amparo ana anabel anabella analia andrea andres
  angel angela angelica anibal antonella antonia antonio araceli ariana ariel armando arturo astrid augusto aurora ayelen azul
  barbara bautista beatriz belen benicio benjamin bernardo betina bianca blanca braian brenda brian bruno camila camilo candela
  caro carla carlos carmen carolina catalina cecilia celeste celia celina cesar cinthia cintia clara claudia claudio constanza
  cristian christian cristina cristobal dafne dalila damian daniel daniela dante dario david debora delfina delia diana diego
  dolores dora edgar edgardo edith eduardo elba elena eliana elias elisa elizabeth elsa elvira ema emanuel emilia emiliano emilio
  enrique enzo erica erika ernesto esteban estela ester estefania eugenia eugenio eva evelyn ezequiel fabian fabiana fabio
  fabricio facundo fatima federico felicitas felipe felix fermin fernanda fernando fidel fiorella flavia flavio flor florencia
  franca francisca francisco franco gabriel gabriela gaston genaro georgina gerardo german gerson gilda gimena gisela giselle
  giuliana gladys gloria gonzalo graciela gregorio griselda guadalupe guido guillermina guillermo gustavo hector helena
  hernan hilda horacio hugo humberto ian ignacia ignacio ines ingrid irene iris irma isabel isabella ismael ivan ivana ivonne jacinto
  jacqueline jaime javier jazmin jesica jessica jesus jimena joaquin joel jonatan jonathan jordan jorge jose josefa josefina juan
  juana juanita judith julia julian juliana julieta julio justo karen karina karla katia kevin laila lara laura lautaro leandra
  leandro leila leo leonardo leonel leonor leticia lia lidia liliana lilian lisandro lola lorena lorenzo lourdes luana luca lucas lucia
  luciana luciano lucila lucio lucrecia luis luisa luisina luz macarena magali magdalena maia malena manuel manuela mara marcela
  marcelo marcia marco marcos margarita maria mariana mariano maribel mariela marina mario marisa marisol marta martha martin
  martina mateo matias matilde mauricio mauro maximiliano maximo maxi mayra melany melina melisa mercedes mia micaela miguel milagros
  milena mirta miriam moises monica morena nadia nahuel natalia nazarena nazareno nelida nelly nelson nestor nicolas nicole nico
  nilda noelia noemi nora norberto norma octavio ofelia olga omar oriana orlando oscar pablo paloma pamela paola patricia patricio
  paula paulina paz pedro pilar priscila rafael ramiro ramon ramona raquel raul rebeca regina rene renata ricardo roberto rocio
  rodolfo rodrigo rogelio rolando romina roman rosa rosana rosario roxana ruben rut ruth sabrina salvador samanta samuel sandra
  santiago santino sara sasha sebastian selena sergio silvana silvia silvina simon sofia sol soledad sonia stella stefania susana
  tadeo tamara tania tatiana teo teodoro teresa thiago tiziano tobias tomas trinidad ulises uriel valentin valentina valentino
  valeria vanesa vanina vera veronica vicente victor victoria violeta virginia viviana walter wanda xavier ximena yamila yanina
  yamil yesica yolanda zoe zulma pepe pancho juanjo tincho fede guille santi nacho seba cami meli vicky agus rodri gabi pato lu
  toni paco manolo concha iker aitor unai nuria montse xochitl guadalupe jimmy yuliana yeison brayan marisel estefani`
    .trim()
    .split(/\s+/),
);
