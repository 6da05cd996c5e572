/** What is read of a chat on WhatsApp: by customers on buttons, by people and the bot where a message has no text of its own. */
export const whatsappTexts = {
  /** Titles of buttons: at most 20 characters. */
  offer: { yes: 'Sí, con una persona', no: 'No, gracias' },
  location: (place: string, latitude: number, longitude: number) =>
    `Ubicación: ${[place, `${latitude}, ${longitude}`].filter(Boolean).join(' · ')}`,
  contact: (cards: string[]) => `${cards.length > 1 ? 'Contactos' : 'Contacto'}: ${cards.join('; ')}`,
  order: (items: string[], text: string) => [`Pedido: ${items.join(', ')}`, text].filter(Boolean).join('. '),
  numberChanged: 'El cliente cambió su número de WhatsApp.',
  advert: (headline: string) => `Llegó desde un anuncio: ${headline}`,
  product: (id: string) => `Pregunta por el producto ${id}`,
} as const;
