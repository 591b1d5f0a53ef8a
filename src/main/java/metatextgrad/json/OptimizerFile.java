package metatextgrad.json;

import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import metatextgrad.model.OptimizerSpec;
import metatextgrad.model.Provenance;
import org.jspecify.annotations.Nullable;

/**
 * An exported optimizer file, for use in other projects or clusters.
 *
 * @param from where it was learned; null if the file omits it
 */
public record OptimizerFile(OptimizerSpec optimizer, @Nullable Provenance from) {
    private static final String FORMAT = "mtg-optimizer/";
    private static final int VERSION = 1;
    private static final Pattern NEWER = Pattern.compile(FORMAT + "([1-9]\\d{0,8})");

    /** Far more than any optimizer has. */
    private static final int MAX = 1 << 20;

    private record Form(
            String format,
            OptimizerSpec optimizer,
            @JsonSetter(nulls = Nulls.SET) @Nullable Provenance provenance) {}

    /** Returns the text of the file, with a line per field for readers and diff tools. */
    public String write() {
        return Json.tree(new Form(FORMAT + VERSION, optimizer, from)).toPrettyString() + "\n";
    }

    /**
     * Returns the optimizer of this file. A phase may omit all but strategy, steps and description.
     *
     * @param rules further checks; returns one line per problem
     * @throws InvalidFile with all problems
     */
    public static OptimizerFile read(String text, Function<OptimizerSpec, List<String>> rules) {
        if (text.length() > MAX)
            throw new InvalidFile(
                    "has %d characters; the maximum is %d".formatted(text.length(), MAX));
        OptimizerFile file = InvalidFile.unless(() -> read(Json.objectTree(text)));
        InvalidFile.requireNone(
                rules.apply(file.optimizer()).stream().map(p -> "optimizer: " + p).toList());
        return file;
    }

    private static OptimizerFile read(ObjectNode tree) {
        requireReadable(tree);
        PhaseTree.complete(tree.path("optimizer"));
        Form form = Json.read(tree, Form.class);
        if (form.provenance != null) Ids.check("project", form.provenance.project().value());
        return new OptimizerFile(form.optimizer, form.provenance);
    }

    /** Checks the format first, because nothing else is known about a later format. */
    private static void requireReadable(ObjectNode tree) {
        String format = tree.path("format").asText("");
        if (format.equals(FORMAT + VERSION) || !tree.path("format").isTextual()) return;
        Matcher newer = NEWER.matcher(format);
        throw new IllegalArgumentException(
                newer.matches()
                        ? "format %s is newer than this version of mtg supports (%s%d): upgrade mtg"
                                .formatted(format, FORMAT, VERSION)
                        : "format: must be `%s%d`, not `%s`"
                                .formatted(FORMAT, VERSION, format.replaceAll("\\R", " ")));
    }
}
