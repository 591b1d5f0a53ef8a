package metatextgrad.prompt;

import com.samskivert.mustache.Mustache;
import com.samskivert.mustache.MustacheException;
import com.samskivert.mustache.Template;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * A prompt text with places to fill. Values are inserted once: braces and dollars inside a value do
 * nothing. What stands in two braces is data, kept inside the template's own tags by a {@link
 * Fence}; what stands in three is the product's or the operator's own word, which may name the
 * tags, or a text to be rewritten, which must be shown as it is. A place without a value is an
 * error. Immutable, thread-safe.
 */
public final class PromptTemplate {
    private static final Mustache.Compiler COMPILER =
            Mustache.compiler().strictSections(true).emptyStringIsFalse(false);

    private final Template template;

    private PromptTemplate(String text) {
        template = COMPILER.withEscaper(Fence.ofTags(text)::keep).compile(text);
    }

    /** A prompt of the product, {@code prompts/<name>.txt}, without its last line break. */
    public static PromptTemplate named(String name) {
        return new PromptTemplate(text(name));
    }

    /** The text of a prompt file as it stands, without its last line break. */
    public static String text(String name) {
        String path = "/prompts/" + name + ".txt";
        try (InputStream file = PromptTemplate.class.getResourceAsStream(path)) {
            if (file == null) throw new IllegalArgumentException("no prompt file " + path);
            return new String(file.readAllBytes(), StandardCharsets.UTF_8).stripTrailing();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * A template somebody else wrote.
     *
     * @throws IllegalArgumentException if it is malformed; says what is wrong in one line
     */
    public static PromptTemplate of(String text) {
        try {
            return new PromptTemplate(text);
        } catch (MustacheException e) {
            throw new IllegalArgumentException("template is malformed: " + e.getMessage(), e);
        }
    }

    /**
     * The text with all places filled; sections take a list of maps.
     *
     * @throws IllegalArgumentException if a place has no value
     */
    public String fill(Map<String, ?> values) {
        try {
            return template.execute(values);
        } catch (MustacheException e) {
            throw new IllegalArgumentException("template cannot be filled: " + e.getMessage(), e);
        }
    }
}
