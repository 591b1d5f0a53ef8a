/** What operators fix about the versions that serve: labels and pins. */
@org.jspecify.annotations.NullMarked
package metatextgrad.model.serving;
