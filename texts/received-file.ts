import type { FileError } from '../domain/received-file.ts';

/** What an agent reads in place of a customer's file that could not be had. */
export const fileErrorReasons = {
  unreachable: 'No se pudo traer el archivo: el canal no respondió. Pedile al cliente que lo mande de nuevo.',
  gone: 'El archivo ya no está en el canal. Pedile al cliente que lo mande de nuevo.',
  'forbidden-address': 'El canal indicó una dirección a la que no se puede llegar: avisá a un administrador.',
  'too-large': 'El archivo es demasiado grande. Pedile al cliente que mande uno más chico.',
  refused: 'El archivo está dañado, no es de un tipo que se acepte o no es lo que dice ser.',
} as const satisfies Record<FileError, string>;
