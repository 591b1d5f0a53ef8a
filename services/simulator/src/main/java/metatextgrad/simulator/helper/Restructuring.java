package metatextgrad.simulator.helper;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import metatextgrad.simulator.chance.Dice;
import metatextgrad.simulator.json.JsonNodes;
import metatextgrad.simulator.request.ProgramText;

/**
 * Rebuilds a program. It adds advice to the same nodes, spreads it over nodes that plan, solve and
 * check, or merges all into one node. A share of the programs is broken.
 */
record Restructuring(HelperNoise.OptimizerNoise noise, HelperNoise.StructureNoise shares) {
    private static final Pattern SPLIT_REQUEST =
            Pattern.compile(
                    "(?i)\\b(?:separate(?:ly|d)?|separating|split(?:ting)? (?:the|it|up|work)|stages|decompos\\w+|calls of their own)\\b");
    private static final Pattern MERGE_REQUEST =
            Pattern.compile(
                    "(?i)\\b(?:single call|one call|one prompt|single prompt|all in one)\\b");

    /** The most by which a description changes the share of split programs, at effect 1. */
    private static final double MAX_SHIFT = .4;

    String rebuild(ProgramText current, List<String> advice, String description, Dice dice) {
        double kind = dice.on("kind").uniform();
        double split = split(description);
        ProgramText changed;
        if (kind < split) {
            changed = spread(current, advice, dice.on("shape").pick(NodeRole.SHAPES), dice);
        } else if (kind < split + shares.merge() && current.calls().size() > 1) {
            changed = spread(current, advice, Set.of(NodeRole.SOLVER), dice);
        } else {
            changed = keep(current, advice, dice);
        }
        return dice.on("broken").chance(shares.broken())
                ? BrokenProgram.of(changed, dice.on("how"))
                : JsonNodes.write(changed.value());
    }

    /** The description only shifts the share of programs with separate steps. */
    private double split(String description) {
        long asked = SPLIT_REQUEST.matcher(description).results().count();
        long refused = MERGE_REQUEST.matcher(description).results().count();
        double more = asked - refused;
        double shift = MAX_SHIFT * noise.descriptionEffect() * more / (1 + Math.abs(more));
        return Math.clamp(shares.split() + shift, 0, 1);
    }

    /** Keeps the nodes. Each piece of advice goes to one of them. */
    private ProgramText keep(ProgramText current, List<String> advice, Dice dice) {
        List<List<String>> prompts = new ArrayList<>();
        for (ObjectNode call : current.calls()) prompts.add(kept(ProgramText.prompt(call), dice));
        for (String instruction : advice) {
            boolean last = NodeRole.wanting(instruction).contains(NodeRole.EXTRACTOR);
            int at =
                    last
                            ? prompts.size() - 1
                            : dice.on("node").on(instruction).below(prompts.size());
            Optimizer.add(instruction, prompts.get(at), dice);
        }
        return current.withPrompts(prompts.stream().map(one -> String.join("\n", one)).toList());
    }

    /** Distributes all sentences of the program and the advice over calls of these roles. */
    private ProgramText spread(
            ProgramText current, List<String> advice, Set<NodeRole> roles, Dice dice) {
        Set<NodeRole> shape = new TreeSet<>(roles);
        Map<NodeRole, List<String>> prompts = new EnumMap<>(NodeRole.class);
        for (NodeRole role : shape) {
            List<String> opening = new ArrayList<>();
            if (role != NodeRole.SOLVER)
                opening.add(dice.on("opening").on(role.id()).pick(role.openings()));
            prompts.put(role, opening);
        }
        List<String> sentences = sentences(current, dice);
        List<String> solver = promptOf(prompts, NodeRole.SOLVER);
        solver.add(
                sentences.isEmpty()
                        ? dice.on("solver").pick(Phrases.general("solver"))
                        : sentences.removeFirst());
        for (String sentence : sentences)
            places(sentence, shape, dice).forEach(role -> promptOf(prompts, role).add(sentence));
        for (String instruction : advice) {
            places(instruction, shape, dice)
                    .forEach(role -> Optimizer.add(instruction, promptOf(prompts, role), dice));
        }
        return chain(current, prompts);
    }

    /** All distinct sentences, those of a solver first: they name the topic of the program. */
    private List<String> sentences(ProgramText current, Dice dice) {
        List<String> sentences = new ArrayList<>();
        List<String> others = new ArrayList<>();
        for (ObjectNode call : current.calls()) {
            List<String> kept = kept(ProgramText.prompt(call), dice);
            boolean solves = kept.stream().noneMatch(NodeRole::isOpening);
            (solves ? sentences : others).addAll(kept);
        }
        sentences.addAll(others);
        return new ArrayList<>(
                sentences.stream()
                        .filter(sentence -> !NodeRole.isOpening(sentence))
                        .distinct()
                        .toList());
    }

    private static List<String> promptOf(Map<NodeRole, List<String>> prompts, NodeRole role) {
        return prompts.getOrDefault(role, new ArrayList<>());
    }

    /**
     * The roles that get a sentence: those it belongs to, else a random one that sees the question.
     */
    private static List<NodeRole> places(String sentence, Set<NodeRole> shape, Dice dice) {
        List<NodeRole> wanted =
                NodeRole.wanting(sentence).stream().filter(shape::contains).toList();
        if (!wanted.isEmpty()) return wanted;
        List<NodeRole> working = shape.stream().filter(role -> role != NodeRole.EXTRACTOR).toList();
        return List.of(dice.on("place").on(sentence).pick(working));
    }

    /** Each call reads the question and the call before it; an extractor needs no question. */
    private static ProgramText chain(ProgramText current, Map<NodeRole, List<String>> prompts) {
        List<ObjectNode> nodes = new ArrayList<>();
        String before = "";
        for (var entry : prompts.entrySet()) {
            List<String> inputs = new ArrayList<>();
            if (before.isEmpty() || entry.getKey() != NodeRole.EXTRACTOR)
                inputs.add(current.task());
            if (!before.isEmpty()) inputs.add(before);
            before = entry.getKey().id();
            nodes.add(current.call(before, String.join("\n", entry.getValue()), inputs));
        }
        return ProgramText.of(nodes, before);
    }

    private List<String> kept(String prompt, Dice dice) {
        List<String> sentences = Optimizer.kept(prompt, noise.drop(), dice);
        return sentences.isEmpty() ? new ArrayList<>(Advice.sentences(prompt)) : sentences;
    }
}
