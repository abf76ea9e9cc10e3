// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.compare.document;

import java.io.CharArrayReader;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * Reads XML by the platform's streaming parser. An element is an object: its attributes as {@code @name}, with the namespace of one that has any as
 * {@code @name@xmlns}, and its children, in order, as
 * {@code content}: texts, and objects with one member, the child by its name. A namespace that is not that of the element around is its
 * {@code @xmlns}; prefixes, comments and white space around texts are of no meaning. Document types are
 * refused, so that no entity is ever expanded or fetched. Confined to one thread.
 */
final class XmlFormat {
    private final XMLInputFactory factory = XMLInputFactory.newDefaultFactory();

    /** The namespaces of the open elements, the innermost first. */
    private final Deque<String> namespaces = new ArrayDeque<>();

    /** Where each namespace was written first: it may stand before every name, and is kept once. */
    private final Map<String, Integer> written = new HashMap<>();

    /** The text since the last tag. */
    private final StringBuilder text = new StringBuilder();

    XmlFormat() {
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_COALESCING, true);
        factory.setXMLResolver((publicId, systemId, base, namespace) -> {
            throw new XMLStreamException("external");
        });
    }

    void read(char[] chars, int length, DocumentWriter writer) throws RefusedException {
        namespaces.clear();
        text.setLength(0);
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
        } finally {
            written.clear();
        }
    }

    private void event(XMLStreamReader reader, int event, DocumentWriter writer) throws RefusedException {
        switch (event) {
            case XMLStreamConstants.START_ELEMENT -> {
                endText(writer);
                start(reader, writer);
            }
            case XMLStreamConstants.END_ELEMENT -> {
                endText(writer);
                namespaces.pop();
                writer.end();
                writer.end();
                writer.end();
            }
            case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA ->
                text.append(reader.getTextCharacters(), reader.getTextStart(), reader.getTextLength());
            case XMLStreamConstants.DTD, XMLStreamConstants.ENTITY_REFERENCE ->
                throw new RefusedException(Refusal.MALFORMED);
            default -> {
                // Comments, instructions and the ends of the document say nothing of the data.
            }
        }
    }

    private void start(XMLStreamReader reader, DocumentWriter writer) throws RefusedException {
        writer.start(NodeKind.OBJECT);
        writer.name(reader.getLocalName());
        writer.start(NodeKind.OBJECT);
        String namespace = reader.getNamespaceURI() == null ? "" : reader.getNamespaceURI();
        if (!namespace.equals(namespaces.isEmpty() ? "" : namespaces.peek())) {
            namespace("@xmlns", namespace, writer);
        }
        namespaces.push(namespace);
        attributes(reader, writer);
        writer.name("content");
        writer.start(NodeKind.ARRAY);
    }

    /** By name, then by namespace: those of one local name have an order here, and that of the text means nothing. */
    private void attributes(XMLStreamReader reader, DocumentWriter writer) throws RefusedException {
        List<Integer> ofNamespaces = new ArrayList<>();
        for (int i = 0; i < reader.getAttributeCount(); i++) {
            if (namespace(reader, i).isEmpty()) {
                string("@" + reader.getAttributeLocalName(i), reader.getAttributeValue(i), writer);
            } else {
                ofNamespaces.add(i);
            }
        }
        ofNamespaces.sort(Comparator.comparing(reader::getAttributeLocalName).thenComparing(i -> namespace(reader, i)));
        for (int i : ofNamespaces) {
            String name = "@" + reader.getAttributeLocalName(i);
            string(name, reader.getAttributeValue(i), writer);
            namespace(name + "@xmlns", namespace(reader, i), writer);
        }
    }

    private static String namespace(XMLStreamReader reader, int attribute) {
        String namespace = reader.getAttributeNamespace(attribute);
        return namespace == null ? "" : namespace;
    }

    private void namespace(String name, String namespace, DocumentWriter writer) throws RefusedException {
        Integer before = written.get(namespace);
        if (before == null) {
            string(name, namespace, writer);
            written.put(namespace, writer.last());
        } else {
            writer.name(name);
            writer.again(before);
        }
    }

    private static void string(String name, String value, DocumentWriter writer) throws RefusedException {
        writer.name(name);
        writer.string(value.toCharArray(), 0, value.length());
    }

    private void endText(DocumentWriter writer) throws RefusedException {
        String bare = text.toString().strip();
        text.setLength(0);
        if (!bare.isEmpty()) {
            writer.string(bare.toCharArray(), 0, bare.length());
        }
    }
}
