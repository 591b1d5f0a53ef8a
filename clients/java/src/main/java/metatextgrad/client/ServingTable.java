package metatextgrad.client;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The serving table of a project. Immutable.
 *
 * @param versions the champion, and the one beside it if there is one
 */
record ServingTable(String project, long serial, List<Served> versions) {
    /**
     * @param share of the traffic, 0 to 1
     * @param program as JSON
     */
    record Served(
            String version,
            String role,
            double share,
            @Nullable String text,
            @Nullable String program) {}

    ServingTable {
        versions = List.copyOf(versions);
    }

    /**
     * Reads the JSON of a table. Unknown fields are ignored.
     *
     * @throws IllegalArgumentException with the reason, in one line
     */
    static ServingTable read(byte[] json) {
        Map<?, ?> table = object("the table", JsonParser.parse(utf8(json)));
        if (!(table.get("serial") instanceof Long serial))
            throw new IllegalArgumentException("the table has no whole number `serial`");
        if (!(table.get("versions") instanceof List<?> versions) || versions.isEmpty())
            throw new IllegalArgumentException("the table has no `versions`");
        List<Served> served = new ArrayList<>();
        for (Object one : versions) served.add(served(object("a version", one)));
        return new ServingTable(text(table, "project"), serial, served);
    }

    /** Chooses the version of a unit. */
    Prompt prompt(String unit) {
        Served one = versions.get(0);
        if (versions.size() > 1 && UnitHash.place(project, serial, unit) < versions.get(1).share)
            one = versions.get(1);
        return new Prompt(unit, serial, one.version, one.role, one.share, one.text, one.program);
    }

    private static Served served(Map<?, ?> version) {
        double share = version.get("share") instanceof Number number ? number.doubleValue() : -1;
        if (!(share >= 0 && share <= 1))
            throw new IllegalArgumentException("a version has no `share` from 0 to 1");
        Object program = version.get("program");
        return new Served(
                text(version, "version"),
                text(version, "role"),
                share,
                version.get("text") == null ? null : text(version, "text"),
                program == null ? null : JsonWriter.write(program));
    }

    private static Map<?, ?> object(String what, @Nullable Object json) {
        if (json instanceof Map<?, ?> fields) return fields;
        throw new IllegalArgumentException(what + " is not a JSON object");
    }

    private static String text(Map<?, ?> fields, String name) {
        if (fields.get(name) instanceof String text) return text;
        throw new IllegalArgumentException("the field `%s` is not a text".formatted(name));
    }

    private static String utf8(byte[] bytes) {
        try {
            return UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
        } catch (CharacterCodingException e) {
            throw new IllegalArgumentException("the table is not UTF-8", e);
        }
    }
}
