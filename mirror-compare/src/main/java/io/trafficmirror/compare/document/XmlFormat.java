// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.compare.document;

import java.io.CharArrayReader;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * Reads XML by the platform's streaming parser. An element is an object: its attributes as {@code @name}, and its children, in order, as
 * {@code content}: texts, and objects with one member, the child by its name. White space around texts is of no meaning. Document types are
 * refused, so that no entity is ever expanded or fetched. Confined to one thread.
 */
final class XmlFormat {
    private final XMLInputFactory factory = XMLInputFactory.newDefaultFactory();

    XmlFormat() {
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_COALESCING, true);
        factory.setXMLResolver((publicId, systemId, base, namespace) -> {
            throw new XMLStreamException("external");
        });
    }

    void read(char[] chars, int length, DocumentWriter writer) throws RefusedException {
        try {
            XMLStreamReader reader = factory.createXMLStreamReader(new CharArrayReader(chars, 0, length));
            try {
                while (reader.hasNext()) {
                    event(reader, reader.next(), writer);
                }
            } finally {
                reader.close();
            }
        } catch (XMLStreamException | RuntimeException e) {
            throw new RefusedException(Refusal.MALFORMED);
        }
    }

    private static void event(XMLStreamReader reader, int event, DocumentWriter writer) throws RefusedException {
        switch (event) {
            case XMLStreamConstants.START_ELEMENT -> start(reader, writer);
            case XMLStreamConstants.END_ELEMENT -> {
                writer.end();
                writer.end();
                writer.end();
            }
            case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA -> text(reader.getText(), writer);
            case XMLStreamConstants.DTD, XMLStreamConstants.ENTITY_REFERENCE ->
                throw new RefusedException(Refusal.MALFORMED);
            default -> {
                // Comments, instructions and the ends of the document say nothing of the data.
            }
        }
    }

    private static void start(XMLStreamReader reader, DocumentWriter writer) throws RefusedException {
        writer.start(NodeKind.OBJECT);
        writer.name(reader.getLocalName());
        writer.start(NodeKind.OBJECT);
        for (int i = 0; i < reader.getAttributeCount(); i++) {
            writer.name("@" + reader.getAttributeLocalName(i));
            String value = reader.getAttributeValue(i);
            writer.string(value.toCharArray(), 0, value.length());
        }
        writer.name("content");
        writer.start(NodeKind.ARRAY);
    }

    private static void text(String text, DocumentWriter writer) throws RefusedException {
        String bare = text.strip();
        if (!bare.isEmpty()) {
            writer.string(bare.toCharArray(), 0, bare.length());
        }
    }
}
