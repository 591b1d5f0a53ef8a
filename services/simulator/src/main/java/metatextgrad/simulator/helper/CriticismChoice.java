package metatextgrad.simulator.helper;

import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import metatextgrad.simulator.chance.Dice;

/** Draws the criticisms to use. The task description makes relevant ones more likely. */
record CriticismChoice(HelperNoise.OptimizerNoise noise) {
    List<String> of(List<String> criticisms, String description, Dice dice) {
        List<Double> scores = Relevance.of(description, criticisms).scores();
        double focus = noise.descriptionEffect() / dilution(description, noise);
        return IntStream.range(0, criticisms.size())
                .boxed()
                .sorted(Comparator.comparingDouble(i -> -(focus * scores.get(i) + luck(dice, i))))
                .limit(noise.criticisms())
                .map(criticisms::get)
                .toList();
    }

    /** Gumbel noise: the largest sum is a draw with weights exp(score). */
    private static double luck(Dice dice, int criticism) {
        return -Math.log(-Math.log(dice.on("use", criticism).uniform() + 1e-12));
    }

    /** By how much a long description loses effect; 1 for a short one. */
    static double dilution(String description, HelperNoise.OptimizerNoise noise) {
        int words = description.split("\\s+").length;
        return Math.max(1, (double) words / noise.descriptionWords());
    }
}
