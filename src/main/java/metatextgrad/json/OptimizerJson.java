package metatextgrad.json;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import metatextgrad.model.Aspect;
import metatextgrad.model.ModelRole;
import metatextgrad.model.OptimizerSpec;
import metatextgrad.model.Phase;
import metatextgrad.model.Reduce;
import metatextgrad.model.Tags;

/** Optimizers as canonical JSON. */
public final class OptimizerJson {
    private OptimizerJson() {}

    public static String write(OptimizerSpec spec) {
        return Json.write(tree(spec));
    }

    /**
     * The optimizer of this JSON.
     *
     * @throws IllegalArgumentException with path and reason, in one line
     */
    public static OptimizerSpec read(String json) {
        return read(Json.read(json));
    }

    static ObjectNode tree(OptimizerSpec spec) {
        ObjectNode tree = Json.object().put("name", spec.name());
        tree.set("phases", Json.list(spec.phases(), OptimizerJson::tree));
        return tree;
    }

    static OptimizerSpec read(JsonFields fields) {
        return fields.build(
                () ->
                        new OptimizerSpec(
                                fields.text("name"),
                                fields.list("phases", OptimizerJson::readPhase)));
    }

    private static ObjectNode tree(Phase phase) {
        ObjectNode tree = Json.object();
        tree.put("strategy", phase.strategy());
        tree.put("aspect", Json.name(phase.aspect()));
        tree.put("steps", phase.steps());
        tree.put("taskDescription", phase.taskDescription());
        tree.set("constraints", Json.texts(phase.constraints()));
        tree.set("examples", Json.texts(phase.examples()));
        tree.put("memory", phase.memory());
        tree.put("momentum", phase.momentum());
        tree.set("tags", tree(phase.tags()));
        tree.put("reduce", Json.name(phase.reduce()));
        if (phase.model() != ModelRole.OPTIMIZER) tree.put("model", Json.name(phase.model()));
        return tree;
    }

    private static ObjectNode tree(Tags tags) {
        return Json.object().put("start", tags.start()).put("end", tags.end());
    }

    private static Phase readPhase(JsonFields fields) {
        return fields.build(
                () ->
                        new Phase(
                                fields.text("strategy"),
                                fields.constant("aspect", Aspect.values(), Aspect.PROMPT),
                                fields.integer("steps"),
                                fields.text("taskDescription"),
                                fields.optional("constraints", fields::texts, List.of()),
                                fields.optional("examples", fields::texts, List.of()),
                                fields.optional("memory", fields::integer, 0),
                                fields.optional("momentum", fields::integer, 0),
                                fields.object("tags", OptimizerJson::readTags, Tags.DEFAULT),
                                fields.constant("reduce", Reduce.values(), Reduce.CONCATENATE),
                                fields.constant("model", ModelRole.values(), ModelRole.OPTIMIZER)));
    }

    private static Tags readTags(JsonFields fields) {
        return fields.build(() -> new Tags(fields.text("start"), fields.text("end")));
    }
}
