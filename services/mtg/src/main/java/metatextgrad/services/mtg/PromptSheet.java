package metatextgrad.services.mtg;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import metatextgrad.json.PrettyJson;
import metatextgrad.json.ProgramJson;
import metatextgrad.model.Contest;
import metatextgrad.model.PromptVersion;
import metatextgrad.model.PromptsServed;
import metatextgrad.model.Serving;
import metatextgrad.model.ThreeColumns;
import metatextgrad.rollout.Comparison;
import org.jspecify.annotations.Nullable;

/**
 * All there is to know of one version: what it says, what speaks for it, how it is served, and how
 * to undo that. Pure.
 *
 * @param contest of the table there is; null if one version serves alone, or nothing was judged
 */
record PromptSheet(
        KnownPrompts known,
        PromptVersion version,
        PromptsServed served,
        @Nullable Contest contest) {
    List<String> table() {
        KnownPrompts.Part part = known.part(version);
        List<String> lines = new ArrayList<>();
        lines.add("version %s of project %s".formatted(version.id(), version.project()));
        lines.add(
                part.none()
                        ? "serves nothing; to let it serve a tenth of the traffic: mtg prompts approve "
                                + known.shortId(version.id())
                        : "serves as %s: %s of the traffic"
                                .formatted(part.name(), PromptList.percent(part.share())));
        lines.add("serving table %d: %s".formatted(served.serial().number(), served.why()));
        if (contest != null) lines.add(LiveContest.text(contest));
        if (!(served.serving() instanceof Serving.Alone) || !served.earlier().isEmpty())
            lines.add("to undo: mtg prompts rollback " + version.project());
        lines.add(
                "from run %s%s: %s"
                        .formatted(
                                version.run(),
                                version.optimizer().isEmpty() ? "" : " by " + version.optimizer(),
                                scores(version.scores())));
        ThreeColumns before = version.parentScores();
        PromptVersion parent = parent();
        if (before != null)
            lines.add(
                    "what the run began with: %s; mtg runs show %s has the difference and its interval"
                            .formatted(scores(before), version.run()));
        lines.add("");
        lines.addAll(
                parent == null
                        ? List.of(PrettyJson.of(version.program()).split("\n"))
                        : ProgramChange.of(parent.program(), version.program()));
        return lines;
    }

    String json() {
        ObjectNode root = PromptList.object(known, version).put("schemaVersion", 1);
        root.put("serial", served.serial().number()).put("why", served.why());
        root.set("program", program());
        if (contest != null)
            root.putObject("contest")
                    .put("champions", contest.champions())
                    .put("championSum", contest.championSum())
                    .put("others", contest.others())
                    .put("otherSum", contest.otherSum())
                    .put("effect", contest.meanEffect())
                    .put("worse", Comparison.worse(contest))
                    .put("better", Comparison.better(contest));
        return root.toString();
    }

    private JsonNode program() {
        try {
            return new ObjectMapper().readTree(ProgramJson.write(version.program()));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("we write JSON", e);
        }
    }

    private @Nullable PromptVersion parent() {
        return version.parent() == null ? null : known.version(version.parent());
    }

    private static String scores(ThreeColumns scores) {
        return "validation %s, again %s, test %s"
                .formatted(
                        PromptList.score(scores.validation()),
                        PromptList.score(scores.rescored()),
                        PromptList.score(scores.test()));
    }
}
