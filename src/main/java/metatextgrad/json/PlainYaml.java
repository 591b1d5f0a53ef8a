package metatextgrad.json;

import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.dataformat.yaml.YAMLParser;
import java.io.IOException;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Refuses YAML that people and the parser read differently: the parser reads an alias as a string
 * with its name, and {@code 010} as eight.
 */
final class PlainYaml {
    private static final String MERGE = "<<";
    private static final Pattern WHOLE = Pattern.compile("[-+]?(0|[1-9][0-9]*)");

    private PlainYaml() {}

    /**
     * Reads all tokens of this parser.
     *
     * @throws InvalidFile at the first such place
     */
    static void require(YAMLParser parser) throws IOException {
        while (parser.nextToken() != null) {
            String problem = problem(parser, parser.currentToken());
            if (problem != null)
                throw new InvalidFile(
                        "line %d: %s"
                                .formatted(parser.currentTokenLocation().getLineNr(), problem));
        }
    }

    private static @Nullable String problem(YAMLParser parser, JsonToken token) throws IOException {
        String text = parser.getText();
        if (parser.isCurrentAlias())
            return "aliases (*%s) are not supported: write the value in full".formatted(text);
        if (token == JsonToken.FIELD_NAME && text.equals(MERGE))
            return "merge keys (<<) are not supported: write the keys in full";
        boolean odd =
                (token == JsonToken.VALUE_NUMBER_INT && !WHOLE.matcher(text).matches())
                        || (token == JsonToken.VALUE_NUMBER_FLOAT && text.contains("_"));
        if (odd)
            return "%s can be read as different numbers: write it in plain digits, such as 8, or in quotes if it is a string"
                    .formatted(text);
        if (token.isScalarValue() && text.indexOf('\0') >= 0)
            return "`%s` contains a NUL character (\\0): remove it".formatted(place(parser));
        return null;
    }

    private static String place(YAMLParser parser) {
        return parser.getParsingContext().pathAsPointer().toString().substring(1).replace('/', '.');
    }
}
