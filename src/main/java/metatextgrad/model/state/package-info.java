/** The states that services store between events. */
package metatextgrad.model.state;
