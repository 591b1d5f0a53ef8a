package metatextgrad.json;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLParser;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Parses YAML files and describes their errors. */
public final class YamlText {
    private static final YAMLMapper YAML =
            YAMLMapper.builder()
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                    .nodeFactory(ScalarText.NODES)
                    .build();
    private static final ObjectReader EXACT =
            YAML.reader().with(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);

    /** Far more than any valid file has; the parser needs hours for some million characters. */
    private static final int MAX = 1 << 20;

    private static final String TRAILING = "Trailing token";
    private static final Pattern TWICE = Pattern.compile("[Dd]uplicate (?:field|key) '?([^']*)'?");

    private YamlText() {}

    /**
     * Returns the tree of this YAML.
     *
     * @throws InvalidFile if it is no single, non-empty document, or {@link PlainYaml} refuses it
     */
    public static JsonNode tree(String yaml) {
        return tree(yaml, YAML.reader());
    }

    /** As {@link #tree(String)}, for values that become texts: decimals keep their digits. */
    public static JsonNode exactTree(String yaml) {
        return tree(yaml, EXACT);
    }

    private static JsonNode tree(String yaml, ObjectReader reader) {
        if (yaml.length() > MAX)
            throw new InvalidFile(
                    "has %d characters; the maximum is %d".formatted(yaml.length(), MAX));
        try (YAMLParser parser = YAML.getFactory().createParser(yaml)) {
            PlainYaml.require(parser);
            JsonNode file = reader.readTree(yaml);
            if (file.isMissingNode() || file.isNull()) throw new InvalidFile("the file is empty");
            return file;
        } catch (JsonProcessingException e) {
            String where =
                    e.getLocation() == null ? "" : "line " + e.getLocation().getLineNr() + ": ";
            if (e instanceof StreamConstraintsException)
                throw new InvalidFile(where + tooLarge(e.getOriginalMessage()));
            throw new InvalidFile(where + "is not YAML: " + reason(e));
        } catch (IOException e) {
            throw new UncheckedIOException("a text in memory can be read", e);
        }
    }

    private static String tooLarge(String limit) {
        return limit.contains("nesting")
                ? "is nested too deeply (more than %d levels)"
                        .formatted(StreamReadConstraints.DEFAULT_MAX_DEPTH)
                : "has a key or number that is too long";
    }

    /** Returns the reason without the parser's quotes of the file, which are indented. */
    private static String reason(JsonProcessingException e) {
        if (e.getOriginalMessage().contains(TRAILING)) return "a second document follows";
        Matcher twice = TWICE.matcher(e.getOriginalMessage());
        if (twice.find()) return "duplicate key `" + twice.group(1) + "`";
        return e.getOriginalMessage()
                .lines()
                .filter(line -> !line.isBlank() && !line.startsWith(" "))
                .collect(Collectors.joining(", "));
    }
}
