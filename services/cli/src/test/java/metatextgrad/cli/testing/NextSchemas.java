package metatextgrad.cli.testing;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;
import metatextgrad.wire.registry.ReleasedSchemas;
import org.apache.avro.Schema;
import org.apache.avro.SchemaParser;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificData;

/**
 * The schema of one record type in this release and in a later one, in which each record, nested
 * ones too, has one more field with a default. Thread-safe.
 *
 * @param current the schema of the generated class
 * @param next the schema of the later release
 * @param filled the same, but with the value that the later release writes as the default
 */
public record NextSchemas(Schema current, Schema next, Schema filled) {
    /** The value of the added fields in records that the later release writes. */
    static final String VALUE = "written by the next release";

    private static final String FIELD = "addedByTheNextRelease";
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Map<String, NextSchemas> ALL = all();

    /** Returns the schemas of every type that is written, by the names of their records. */
    public static Map<String, NextSchemas> byName() {
        return ALL;
    }

    /** Returns the binary record of the later release for one of this release. */
    byte[] upgraded(byte[] record) {
        return resolved(record, current, filled);
    }

    /**
     * Reads a record of any release as the later release does, and returns it in this release's
     * schema, since the code of both is the same.
     */
    byte[] read(byte[] record, Schema writer) {
        return resolved(resolved(record, writer, next), next, current);
    }

    private static byte[] resolved(byte[] record, Schema writer, Schema reader) {
        try {
            Object read =
                    new GenericDatumReader<>(writer, reader)
                            .read(null, DecoderFactory.get().binaryDecoder(record, null));
            return bytes(read, reader);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static byte[] bytes(Object record, Schema schema) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(bytes, null);
        new GenericDatumWriter<>(schema).write(record, encoder);
        encoder.flush();
        return bytes.toByteArray();
    }

    private static Map<String, NextSchemas> all() {
        Map<String, NextSchemas> all = new HashMap<>();
        for (Schema released : ReleasedSchemas.ALL) {
            Schema current = SpecificData.get().getSchema(SpecificData.get().getClass(released));
            all.put(
                    current.getName(),
                    new NextSchemas(current, extended(current, ""), extended(current, VALUE)));
        }
        return Map.copyOf(all);
    }

    private static Schema extended(Schema schema, String value) {
        try {
            JsonNode tree = JSON.readTree(schema.toString());
            extend(tree, value);
            return new SchemaParser().parse(tree.toString()).mainSchema();
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void extend(JsonNode node, String value) {
        if (node.get("fields") instanceof ArrayNode fields)
            fields.addObject().put("name", FIELD).put("type", "string").put("default", value);
        node.forEach(child -> extend(child, value));
    }
}
