package metatextgrad.services.mtg;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import metatextgrad.json.OptimizerFile;
import metatextgrad.meta.OptimizerText;
import metatextgrad.model.OptimizerVersion;
import metatextgrad.model.Provenance;
import metatextgrad.model.RunState;
import metatextgrad.model.TaskId;
import org.jspecify.annotations.Nullable;

/**
 * All there is to know of one optimizer: what it is, what it was made from, what speaks for it.
 * Pure.
 *
 * @param run the last state of the run that tried it; null where there is none
 */
record OptimizerSheet(KnownOptimizers known, OptimizerVersion version, @Nullable RunState run) {
    List<String> table() {
        List<String> lines = new ArrayList<>();
        lines.add(
                "%s  %s  %s"
                        .formatted(
                                version.key(),
                                version.spec().name(),
                                OptimizerList.verdict(version)));
        lines.add("project %s".formatted(version.project()));
        if (version.handedIn()) lines.add("handed in" + learned(version.from()));
        for (String parent : version.parents()) lines.add("made from " + parent(parent));
        TaskId drawn = version.drawn();
        if (drawn != null) lines.add("the meta model was shown train task " + drawn);
        Provenance evidence =
                version.run() == null ? null : KnownOptimizers.provenance(version, run);
        if (evidence != null) {
            lines.add("tried in run " + evidence.run() + ": " + scores(evidence));
            lines.add("cost: " + Spending.of(version.cost()));
        }
        lines.add("");
        lines.addAll(OptimizerText.of(version.spec()).lines().toList());
        return lines;
    }

    String json() {
        ObjectMapper mapper = new ObjectMapper();
        ObjectNode root = mapper.createObjectNode().put("schemaVersion", 1);
        root.put("id", version.key());
        root.put("project", version.project().value());
        root.put("verdict", OptimizerList.verdict(version));
        root.put("handedIn", version.handedIn());
        ArrayNode parents = root.putArray("parents");
        for (String parent : version.parents()) {
            // Null for one that is not kept: no command knows it.
            parents.add(kept(parent).map(OptimizerVersion::key).orElse(null));
        }
        TaskId drawn = version.drawn();
        root.put("drawn", drawn == null ? null : drawn.value());
        root.set("cost", Spending.json(version.cost()));
        root.set("exported", tree(mapper, exported().write()));
        Provenance from = version.from();
        if (from != null)
            root.set(
                    "from",
                    tree(mapper, new OptimizerFile(version.spec(), from).write())
                            .get("provenance"));
        return root.toString();
    }

    /** As it travels. */
    OptimizerFile exported() {
        return new OptimizerFile(version.spec(), KnownOptimizers.provenance(version, run));
    }

    /** The version of this content: parents are named by content. */
    private Optional<OptimizerVersion> kept(String content) {
        return known.of(version.project().value()).stream()
                .filter(one -> one.spec().contentId().equals(content))
                .findFirst();
    }

    /** A parent by its id and name, where its version is known. */
    private String parent(String content) {
        return kept(content)
                .map(
                        one ->
                                "%s  %s  %s"
                                        .formatted(
                                                known.shortId(one),
                                                one.spec().name(),
                                                OptimizerList.verdict(one)))
                .orElse("an optimizer that is not kept, content " + content);
    }

    private static String learned(@Nullable Provenance from) {
        return from == null
                ? ", nobody says where it was learned"
                : ", learned in project %s, run %s: %s"
                        .formatted(from.project(), from.run(), scores(from));
    }

    private static String scores(Provenance from) {
        List<String> parts = new ArrayList<>();
        parts.add(
                "validation %s against %s"
                        .formatted(
                                OptimizerList.score(from.validation()),
                                OptimizerList.score(from.against())));
        if (from.rescored() != null) parts.add("re-scored " + OptimizerList.score(from.rescored()));
        if (from.test() != null)
            parts.add(
                    String.format(
                            Locale.ROOT,
                            "test %.3f, seed program %s",
                            from.test(),
                            OptimizerList.score(from.seedTest())));
        return String.join(", ", parts);
    }

    private static ObjectNode tree(ObjectMapper mapper, String json) {
        try {
            return (ObjectNode) mapper.readTree(json);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("our own JSON is not JSON", e);
        }
    }
}
