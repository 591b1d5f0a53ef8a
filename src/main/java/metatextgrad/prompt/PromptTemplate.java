package metatextgrad.prompt;

import com.samskivert.mustache.Mustache;
import com.samskivert.mustache.MustacheException;
import com.samskivert.mustache.Template;
import java.util.Map;
import metatextgrad.json.Resources;
import metatextgrad.model.Tags;

/**
 * A prompt text with placeholders. Values are inserted once: braces and dollars inside a value have
 * no effect. Two braces insert data, which a {@link Fence} keeps inside the tags of the prompt.
 * Three braces insert trusted text of the product or the operator, which may contain the tags, or a
 * text to rewrite, which must stay unchanged. A placeholder without a value is an error. Immutable
 * and thread-safe.
 */
public final class PromptTemplate {
    private static final Mustache.Compiler COMPILER =
            Mustache.compiler().strictSections(true).emptyStringIsFalse(false);

    private final String text;
    private final Template template;

    private PromptTemplate(String text, Fence fence) {
        this.text = text;
        template = COMPILER.withEscaper(fence::keep).compile(text);
    }

    /** Reads a prompt of the product, {@code prompts/<name>.txt}, without its last line break. */
    public static PromptTemplate named(String name) {
        return ofProduct(text(name));
    }

    static PromptTemplate ofProduct(String text) {
        return new PromptTemplate(text, Fence.ofPrompts(Tags.DEFAULT));
    }

    /**
     * As {@link #named}, for a prompt whose values name the tags of its reply: they are not marked.
     */
    public static PromptTemplate ofReply(String name) {
        return new PromptTemplate(text(name), Fence.ofReplies());
    }

    /**
     * Reads a part of a text that optimizers rewrite. Values may have the tags of requests, except
     * those of the part and those around a text to rewrite.
     */
    public static PromptTemplate ofPart(String name) {
        String text = text(name);
        return new PromptTemplate(text, Fence.ofPart(text));
    }

    /** Returns this prompt of the product for a reply in other tags, which data cannot forge. */
    public PromptTemplate repliedIn(Tags tags) {
        return tags.equals(Tags.DEFAULT) ? this : new PromptTemplate(text, Fence.ofPrompts(tags));
    }

    /** Returns the text of a prompt file, unchanged except for its last line break. */
    public static String text(String name) {
        return Resources.text("/prompts/" + name + ".txt").stripTrailing();
    }

    /**
     * Creates a template from the text of a user.
     *
     * @throws IllegalArgumentException if it is malformed; the message is one line
     */
    public static PromptTemplate of(String text) {
        try {
            return new PromptTemplate(text, Fence.ofTags(text));
        } catch (MustacheException e) {
            throw new IllegalArgumentException("template is malformed: " + e.getMessage(), e);
        }
    }

    /**
     * Fills all placeholders. Sections take a list of maps.
     *
     * @throws IllegalArgumentException if a placeholder has no value
     */
    public String fill(Map<String, ?> values) {
        try {
            return template.execute(values);
        } catch (MustacheException e) {
            throw new IllegalArgumentException("template cannot be filled: " + e.getMessage(), e);
        }
    }
}
