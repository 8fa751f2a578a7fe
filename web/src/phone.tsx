// The participant's page. All that it loads at once is one chunk: the rest
// imports the app too, so that no second file is made of it.
import "./phone/app";
