package metatextgrad.simulator.world;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import metatextgrad.simulator.chance.Dice;
import metatextgrad.simulator.json.JsonNodes;
import metatextgrad.simulator.question.TaskFamily;
import metatextgrad.simulator.skill.Skill;

/**
 * Draws worlds from the prior in the README. The public numbers have separate dice, so they do not
 * depend on the skills that help.
 */
record RandomWorld(Dice dice) {
    private static final List<Double> EFFECTS = List.of(0.0, .25, .5, 1.0);

    static JsonNode of(long number) {
        Dice dice = Dice.of(number, "random world");
        ObjectNode file = JsonNodes.object().put("expect", "nothing: it is drawn");
        file.set("helpers", new RandomWorld(dice.on("helpers")).helpers());
        file.set("student", new RandomWorld(dice.on("student")).student());
        return file;
    }

    private ObjectNode helpers() {
        ObjectNode helpers = JsonNodes.object();
        helpers.putObject("critic")
                .put("wrong-cause", between("wrong-cause", .1, .5))
                .put("useless", between("useless", .05, .3))
                .put("leak", between("leak", 0, .2));
        helpers.putObject("optimizer")
                .put("criticisms", 1 + dice.on("criticisms").below(3))
                .put("drop", between("drop", .02, .2))
                .put("omit-tag", .02)
                .put("description-effect", between("description-effect", 0, 3))
                .put("description-words", 250)
                .put("copy", seldom("copy", .05, .3));
        helpers.putObject("meta")
                .put("malformed", .02)
                .put("effect", dice.on("effect").pick(EFFECTS));
        helpers.putObject("judge").put("wrong", seldom("judge", .02, .2));
        helpers.putObject("structure")
                .put("split", between("split", .2, .7))
                .put("merge", .1)
                .put("broken", between("broken", .02, .2));
        ObjectNode recombine = helpers.putObject("recombine");
        for (String rule : List.of("wrong-order", "too-many-steps", "unknown-strategy"))
            recombine.put(rule, between(rule, .02, .1));
        recombine.put("malformed", .04);
        return helpers;
    }

    private ObjectNode student() {
        ObjectNode student =
                JsonNodes.object()
                        .put("rho", between("rho", .4, .9))
                        .put("brittleness", seldom("brittleness", .1, .6))
                        .put(
                                "recall",
                                dice.on("any recall").chance(.5) ? between("recall", .5, 1) : 0);
        student.putObject("length").put("free", 150).put("per-hundred", between("length", 0, .4));
        student.putObject("format-loss")
                .put("taught", .01)
                .put("untaught", between("untaught", .05, .5));
        student.putObject("program")
                .put(
                        "attention",
                        dice.on("limited").chance(.5) ? 1 + dice.on("attention").below(4) : 99)
                .put("plan-loss", between("plan-loss", 0, .3))
                .put("answer-loss", between("answer-loss", 0, .1))
                .put("catch", .5 * dice.on("catch").gaussian())
                .put("false-alarm", between("false-alarm", 0, .05));
        ObjectNode tasks = student.putObject("tasks");
        for (TaskFamily task : TaskFamily.values())
            tasks.set(task.id(), new RandomWorld(dice.on(task.id())).task(task));
        return student;
    }

    private ObjectNode task(TaskFamily task) {
        List<Skill> skills = Skill.of(task);
        ObjectNode drawn =
                JsonNodes.object().put("base", between("base", -.6, .4)).put("ceiling", 2.2);
        ObjectNode weights = drawn.putObject("skills");
        skills.forEach(skill -> weights.put(skill.id(), weight(dice.on(skill.id()))));
        List<Skill> shuffled = dice.on("interactions").shuffle(skills);
        ObjectNode needs = drawn.putObject("needs");
        if (dice.on("needs").chance(.3)) needs.put(shuffled.get(0).id(), shuffled.get(1).id());
        ArrayNode breaks = drawn.putArray("breaks");
        if (dice.on("breaks").chance(.3)) {
            breaks.addObject()
                    .put("one", shuffled.get(2).id())
                    .put("other", shuffled.get(3).id())
                    .put("loss", between("loss", 0, .4));
        }
        drawn.putObject("difficulty")
                .put("slope", between("slope", .2, .8))
                .put("usual-size", usualSize(task));
        return drawn;
    }

    /** Two skills in five have no weight; the others are exponential with mean .5, up to 1.2. */
    private static double weight(Dice dice) {
        return dice.on("none").chance(.4)
                ? 0
                : Math.min(1.2, -.5 * Math.log(1 - dice.on("weight").uniform()));
    }

    private static double usualSize(TaskFamily task) {
        return switch (task) {
            case DYCK -> 12;
            case WORD_SORTING -> 11;
            case OBJECT_COUNTING -> 6;
        };
    }

    private double between(String name, double low, double high) {
        return low + (high - low) * dice.on(name).uniform();
    }

    private double seldom(String name, double low, double high) {
        return dice.on("any " + name).chance(.3) ? between(name, low, high) : 0;
    }
}
