package metatextgrad.simulator.student;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import metatextgrad.simulator.chance.Dice;
import metatextgrad.simulator.question.Question;
import metatextgrad.simulator.request.ExampleBlocks;
import metatextgrad.simulator.skill.Skill;
import metatextgrad.simulator.skill.SkillReader;
import metatextgrad.simulator.world.World;

/**
 * Solves a question if ability - difficulty + sqrt(rho) x luck of the item + sqrt(1 - rho) x luck
 * of the call is above zero.
 */
record Solver(World world, long serverSeed) {
    Attempt attempt(Question question, String prompt, PriorWork prior, Dice luck) {
        Set<Skill> own = SkillReader.taught(ExampleBlocks.in(prompt).prose());
        Set<Skill> used = usable(own, question, luck);
        var skills = EnumSet.noneOf(Skill.class);
        skills.addAll(used);
        if (!prior.isEmpty()) {
            SkillReader.taught(prior.text()).stream()
                    .filter(Skill.of(question.task())::contains)
                    .forEach(skills::add);
        }
        boolean recalled =
                world.recall() > 0
                        && Memory.contains(question, prompt)
                        && luck.on("recall").chance(world.recall());
        return new Attempt(
                question,
                margin(question, prompt, skills, luck),
                used,
                own.contains(Skill.ANSWER_LINE) || takesForm(question, prompt, luck),
                recalled,
                () ->
                        Mistakes.of(question)
                                .make(blame(question, skills, luck), luck.on("mistake")));
    }

    /** Whether the call gives its answer as the worked examples of its prompt do. */
    private boolean takesForm(Question question, String prompt, Dice luck) {
        double form = world.workedExamples().form();
        return form > 0
                && ExampleBlocks.in(prompt).teaching(question) > 0
                && luck.on("form").chance(form);
    }

    /** If a prompt teaches more skills than a call can use, each item uses a random subset. */
    private Set<Skill> usable(Set<Skill> own, Question question, Dice luck) {
        List<Skill> useful = Skill.of(question.task()).stream().filter(own::contains).toList();
        int max = world.program().attention();
        return useful.size() <= max
                ? own
                : Set.copyOf(luck.on("attention").shuffle(useful).subList(0, max));
    }

    private double margin(Question question, String prompt, Set<Skill> skills, Dice luck) {
        var task = world.of(question.task());
        int words = prompt.isBlank() ? 0 : prompt.trim().split("\\s+").length;
        double ability =
                task.ability(skills, words, world.length())
                        + world.workedExamples().worth(ExampleBlocks.in(prompt).teaching(question))
                        + wording(prompt)
                        - world.harm(prompt);
        double item =
                Dice.of(serverSeed, "item", question.task().id(), question.identity()).gaussian();
        double noise = luck.on("noise").gaussian();
        return ability
                - task.difficulty().of(question)
                + Math.sqrt(world.rho()) * item
                + Math.sqrt(1 - world.rho()) * noise;
    }

    private double wording(String prompt) {
        return world.brittleness() == 0
                ? 0
                : world.brittleness() * Dice.of(serverSeed, "wording", prompt).gaussian();
    }

    /** The skill that the mistake shows as missing: mostly one that matters and is not taught. */
    private Skill blame(Question question, Set<Skill> taught, Dice luck) {
        var task = world.of(question.task());
        return luck.on("blame")
                .weighted(
                        Skill.of(question.task()),
                        skill -> taught.contains(skill) ? .05 : .05 + task.weight(skill));
    }
}
