package metatextgrad.services.mtg;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import metatextgrad.meta.Ancestry;
import metatextgrad.model.OptimizerVersion;
import metatextgrad.model.RunId;
import metatextgrad.model.TaskId;
import metatextgrad.statistics.PairedDifference;

/** How a run came to its answer, for scripts. Pure. */
final class LineageJson {
    private LineageJson() {}

    static String of(RunId run, Ancestry ancestry) {
        ObjectNode root = new ObjectMapper().createObjectNode().put("schemaVersion", 1);
        root.put("run", run.value());
        root.put("line", ancestry.line().name());
        root.put("selectedOnTheSameData", true);
        root.set("total", difference(ancestry.total()));
        ArrayNode optimizers = root.putArray("optimizers");
        ancestry.optimizers().forEach(version -> add(optimizers.addObject(), version));
        ArrayNode steps = root.putArray("steps");
        ancestry.steps().forEach(step -> add(steps.addObject(), step));
        return root.toString();
    }

    private static void add(ObjectNode json, OptimizerVersion version) {
        TaskId drawn = version.drawn();
        json.put("id", version.key())
                .put("name", version.spec().name())
                .put("verdict", OptimizerList.verdict(version))
                .put("score", version.score())
                .put("against", version.against())
                .put("drawn", drawn == null ? null : drawn.value())
                .put("taskDescription", version.spec().taskDescription());
        json.set("cost", Spending.json(version.cost()));
    }

    private static void add(ObjectNode json, Ancestry.Step step) {
        json.put("step", step.number())
                .put("parent", step.from().value())
                .put("programId", step.after().id().value());
        ArrayNode tasks = json.putArray("tasks");
        step.tasks().forEach(task -> tasks.add(task.value()));
        json.set("difference", difference(step.gain()));
        json.set("cost", Spending.json(step.cost()));
        ArrayNode critiques = json.putArray("critiques");
        for (Ancestry.Critique critique : step.critiques())
            critiques
                    .addObject()
                    .put("task", critique.task().value())
                    .put("variable", critique.gradient().variable())
                    .put("text", critique.gradient().text());
        json.set("program", LineJson.program(step.after()));
        ArrayNode diff = json.putArray("diff");
        LineageText.change(step).forEach(diff::add);
    }

    private static ObjectNode difference(PairedDifference difference) {
        return LineJson.difference(difference).put("items", difference.items());
    }
}
