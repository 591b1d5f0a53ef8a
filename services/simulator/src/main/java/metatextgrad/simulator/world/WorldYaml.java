package metatextgrad.simulator.world;

import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLParser;
import java.io.IOException;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Parses a world file. Rejects syntax that people and the parser read differently: the parser reads
 * an alias as a text with its name, and {@code 010} as eight.
 */
final class WorldYaml {
    private static final YAMLMapper YAML = new YAMLMapper();
    private static final Pattern WHOLE = Pattern.compile("[-+]?(0|[1-9][0-9]*)");

    private WorldYaml() {}

    static JsonNode tree(String yaml) throws IOException {
        try (YAMLParser parser = YAML.getFactory().createParser(yaml)) {
            while (parser.nextToken() != null) {
                String problem = problem(parser);
                if (problem != null)
                    throw new IOException(
                            "line %d: %s"
                                    .formatted(parser.currentTokenLocation().getLineNr(), problem));
            }
        }
        return YAML.readTree(yaml);
    }

    private static @Nullable String problem(YAMLParser parser) throws IOException {
        String text = parser.getText();
        if (parser.isCurrentAlias())
            return "aliases (*%s) are not supported: write the value out".formatted(text);
        if (parser.currentToken() == JsonToken.FIELD_NAME && text.equals("<<"))
            return "merge keys (<<) are not supported: write the keys out";
        if (parser.currentToken() == JsonToken.VALUE_NUMBER_INT && !WHOLE.matcher(text).matches())
            return "%s can be read as different numbers: write it in plain digits, such as 8"
                    .formatted(text);
        return null;
    }
}
