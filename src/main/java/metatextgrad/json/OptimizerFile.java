package metatextgrad.json;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import metatextgrad.model.OptimizerSpec;
import metatextgrad.model.ProjectId;
import metatextgrad.model.Provenance;
import metatextgrad.model.RunId;
import org.jspecify.annotations.Nullable;

/**
 * An optimizer as a file that travels: from one project to another, from one cluster to another.
 *
 * @param from where it was learned; null if the file does not say
 */
public record OptimizerFile(OptimizerSpec optimizer, @Nullable Provenance from) {
    private static final String FORMAT = "mtg-optimizer/";
    private static final int VERSION = 1;
    private static final Pattern NEWER = Pattern.compile(FORMAT + "([1-9]\\d{0,8})");

    /** Far more than any optimizer has. */
    private static final int MOST = 1 << 20;

    /** With a line per field, so that people can read it and tools can compare it. */
    public String write() {
        ObjectNode root = Json.object().put("format", FORMAT + VERSION);
        root.set("optimizer", OptimizerJson.tree(optimizer));
        if (from != null) root.set("provenance", tree(from));
        return root.toPrettyString() + "\n";
    }

    /**
     * The optimizer of this file.
     *
     * @param rules what else must hold; says one line per problem
     * @throws InvalidFile with what is wrong
     */
    public static OptimizerFile read(String text, Function<OptimizerSpec, List<String>> rules) {
        if (text.length() > MOST)
            throw new InvalidFile(
                    List.of(
                            "has %d characters, at most %d are read"
                                    .formatted(text.length(), MOST)));
        try {
            OptimizerFile file = read(Json.read(text));
            List<String> problems = rules.apply(file.optimizer());
            if (!problems.isEmpty())
                throw new InvalidFile(problems.stream().map(p -> "optimizer: " + p).toList());
            return file;
        } catch (InvalidFile e) {
            throw e;
        } catch (IllegalArgumentException e) {
            throw new InvalidFile(List.of(String.valueOf(e.getMessage())));
        }
    }

    private static OptimizerFile read(JsonFields fields) {
        requireReadable(fields.text("format"));
        return fields.build(
                () ->
                        new OptimizerFile(
                                fields.object("optimizer", OptimizerJson::read),
                                fields.optionalObject("provenance", OptimizerFile::provenance)));
    }

    /** Before anything else: of a later format nothing else is known. */
    private static void requireReadable(String format) {
        if (format.equals(FORMAT + VERSION)) return;
        Matcher newer = NEWER.matcher(format);
        throw new IllegalArgumentException(
                newer.matches()
                        ? "format: is %s, and this mtg reads up to %s%d: use the mtg that wrote it, or a newer one"
                                .formatted(format, FORMAT, VERSION)
                        : "format: must be `%s%d`, not `%s`"
                                .formatted(FORMAT, VERSION, format.replaceAll("\\R", " ")));
    }

    private static ObjectNode tree(Provenance from) {
        ObjectNode tree =
                Json.object()
                        .put("project", from.project().value())
                        .put("run", from.run().value())
                        .put("version", from.version());
        ObjectNode evidence = tree.putObject("evidence");
        put(evidence, "validation", from.validation());
        evidence.put("against", from.against());
        put(evidence, "rescored", from.rescored());
        put(evidence, "test", from.test());
        put(evidence, "seedTest", from.seedTest());
        return tree;
    }

    private static void put(ObjectNode tree, String name, @Nullable Double value) {
        if (value != null) tree.put(name, value);
    }

    private record Evidence(
            @Nullable Double validation,
            double against,
            @Nullable Double rescored,
            @Nullable Double test,
            @Nullable Double seedTest) {}

    private static Provenance provenance(JsonFields fields) {
        return fields.build(
                () -> {
                    Evidence evidence = fields.object("evidence", OptimizerFile::evidence);
                    return new Provenance(
                            new ProjectId(Ids.check("project", fields.text("project"))),
                            new RunId(fields.text("run")),
                            fields.text("version"),
                            evidence.validation(),
                            evidence.against(),
                            evidence.rescored(),
                            evidence.test(),
                            evidence.seedTest());
                });
    }

    private static Evidence evidence(JsonFields fields) {
        return fields.build(
                () ->
                        new Evidence(
                                fields.optionalNumber("validation"),
                                fields.number("against"),
                                fields.optionalNumber("rescored"),
                                fields.optionalNumber("test"),
                                fields.optionalNumber("seedTest")));
    }
}
